using System.Diagnostics;
using System.Globalization;

namespace Winnow.Cli.Up;

/// <summary>Ends a child process when this process is gone, however it went: killed, crashed, or its terminal closed.</summary>
/// <remarks>
/// A shell waits for the end of its standard input, a pipe whose other end only this process holds; the operating system closes it
/// with the process. On Windows, where there is no such shell, a child of a killed process has to be stopped by hand.
/// </remarks>
public sealed class Watchdog : IDisposable
{
    private const string Script = "trap '' INT TERM HUP; read -r line; [ \"$line\" = done ] || { kill -TERM $1; sleep 5; kill -KILL $1; } 2>/dev/null";
    private readonly Process? _shell;

    private Watchdog(Process? shell) => _shell = shell;

    /// <summary>Starts to watch over <paramref name="child"/>; dispose it once the child has ended.</summary>
    public static Watchdog Over(Process child)
    {
        if (OperatingSystem.IsWindows())
        {
            return new(null);
        }

        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "winnow-watchdog", child.Id.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
        };
        return new(Process.Start(start));
    }

    public void Dispose()
    {
        if (_shell is null)
        {
            return;
        }

        _shell.StandardInput.Write("done\n");
        _shell.StandardInput.Close();
        _shell.Dispose();
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Winnow.Cli.Up;

/// <summary>Sends signals to processes.</summary>
public static partial class Signals
{
    private const int Sigterm = 15;

    /// <summary>Asks a process to end: SIGTERM; on Windows, which has no such signal for a child without a window, it is killed.</summary>
    public static void Terminate(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
        }
        else if (Kill(process.Id, Sigterm) != 0 && !process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}

using System.Diagnostics;

namespace Winnow.Cli.Up;

/// <summary>Questions about processes.</summary>
public static class Processes
{
    public static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

namespace Winnow.Cli;

/// <summary>The exit codes of every command.</summary>
public static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The command failed, or the demo found that something does not add up.</summary>
    public const int Error = 1;

    /// <summary>The evaluation is done, and a gate failed.</summary>
    public const int GateFailed = 100;

    /// <summary>Stopped by Ctrl-C or SIGTERM: 128 + SIGINT, as shells report it.</summary>
    public const int Cancelled = 130;
}

using System.CommandLine;

namespace Winnow.Cli.Commands;

/// <summary>The options of commands that judge: rules, the baseline, and how intervals are made.</summary>
public static class GateOptions
{
    public static Option<string[]> Rules { get; } = new("--gate")
    {
        Description = "A rule such as \"accuracy >= 0.98\" or \"accuracy >= baseline - 0.01\"; may be repeated. The exit code is 100 when one fails.",
        HelpName = "rule",
    };

    public static Option<double?> Level { get; } = new("--level") { Description = "Confidence level of intervals, 0.5 to 0.999. Default: that of the run, 0.95 for a new one.", HelpName = "share" };

    public static Option<int?> Resamples { get; } = new("--resamples") { Description = "Bootstrap resamples, 100 to 100000. Default: as many as the run had, 2000 for a new one.", HelpName = "count" };

    public static Option<int?> Seed { get; } = new("--seed") { Description = "Seed of everything that is drawn. Default: that of the run, 1 for a new one.", HelpName = "number" };

    /// <summary>Adds <c>--level</c>, <c>--resamples</c> and <c>--seed</c>.</summary>
    public static void AddResampling(this Command command)
    {
        command.Options.Add(Level);
        command.Options.Add(Resamples);
        command.Options.Add(Seed);
    }

    /// <summary>The values, or null when there are none: the app then has its own.</summary>
    public static IReadOnlyList<string>? Given(string[]? values) => values is { Length: > 0 } ? values : null;
}

using Winnow.Cli.Api;

namespace Winnow.Cli.Demo;

/// <summary>The scores of one dataset.</summary>
/// <param name="Metrics">The metrics that are single numbers.</param>
/// <param name="Items">Items that were scored.</param>
/// <param name="Wrong">Of those, how many the model got wrong.</param>
/// <param name="Report">The report on this disk, as an address.</param>
public sealed record EvaluationSummary(IReadOnlyDictionary<string, double> Metrics, long Items, long Wrong, string Report)
{
    /// <summary>Confidence intervals of the metrics, where there is one.</summary>
    public IReadOnlyDictionary<string, Interval> Intervals { get; init; } = new Dictionary<string, Interval>();

    /// <summary>What changed since the other model; null where there is none.</summary>
    public BaselineSummary? Baseline { get; init; }

    /// <summary>What became of the gates.</summary>
    public IReadOnlyList<GateOutcome> Gates { get; init; } = [];

    /// <summary>Why the model fails, as far as the report tells; null before there is one.</summary>
    public FailureAnalysis? Failures { get; init; }
}

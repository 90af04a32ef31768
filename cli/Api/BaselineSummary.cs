namespace Winnow.Cli.Api;

/// <summary>What changed since a baseline, in short.</summary>
/// <param name="Run">The baseline's run.</param>
/// <param name="Metrics">Metric by metric.</param>
/// <param name="Fixed">Items that were wrong and are right.</param>
/// <param name="Broken">Items that were right and are wrong.</param>
public sealed record BaselineSummary(string Run, IReadOnlyList<MetricComparison> Metrics, long Fixed, long Broken);

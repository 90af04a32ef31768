namespace Winnow.Cli.Demo;

/// <summary>What a metric has to reach so that the demo believes it.</summary>
/// <param name="Metric">Name in the evaluation's result.</param>
/// <param name="Minimum">Lowest value, inclusive.</param>
/// <param name="Maximum">Highest value, inclusive.</param>
public sealed record SanityBound(string Metric, double Minimum, double Maximum);

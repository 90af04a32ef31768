namespace Winnow.Core.Statistics;

/// <summary>A confidence interval.</summary>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Level">Share of repeated samples whose interval covers the true value: 0.95.</param>
/// <param name="Method">How it was computed, with every choice in it: <c>bootstrap percentile|resamples:2000|seed:1|over:items</c>.</param>
public sealed record Interval(double Low, double High, double Level, string Method);

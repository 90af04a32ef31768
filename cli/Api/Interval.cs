namespace Winnow.Cli.Api;

/// <summary>A confidence interval.</summary>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Level">Share of repeated samples whose interval covers the true value: 0.95.</param>
/// <param name="Method">How it was computed.</param>
public sealed record Interval(double Low, double High, double? Level = null, string? Method = null);

namespace Winnow.Cli.Api;

/// <summary>What a comparison has to do; without a baseline the gates are held against the run alone.</summary>
public sealed record CompareRequest(string Run, string? Baseline, IReadOnlyList<string>? Gates)
{
    public double? Level { get; init; }

    public int? Resamples { get; init; }

    public int? Seed { get; init; }
}

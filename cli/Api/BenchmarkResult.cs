namespace Winnow.Cli.Api;

/// <summary>What a benchmark came to.</summary>
public sealed record BenchmarkResult
{
    public string? Name { get; init; }

    /// <summary>Of the suite: the same hash is the same suite.</summary>
    public string? Hash { get; init; }

    public bool HasPassed { get; init; } = true;

    public IReadOnlyList<BenchmarkBoard> Boards { get; init; } = [];
}

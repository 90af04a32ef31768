namespace Winnow.Core.Benchmarks;

/// <summary>What a run of a benchmark came to: <c>leaderboard.json</c> (docs/benchmarks.md).</summary>
public sealed record Leaderboard
{
    /// <summary>Version of the schema that this app writes.</summary>
    public const int SchemaVersion = 1;

    public int Schema { get; init; } = SchemaVersion;

    /// <summary>The run of the benchmark.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the benchmark.</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <inheritdoc cref="BenchmarkHash"/>
    public required string Hash { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether all gates of all entries passed; true when there are none.</summary>
    public required bool HasPassed { get; init; }

    /// <summary>The entry that the others were compared with; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>One per dataset of the benchmark, in its order.</summary>
    public required IReadOnlyList<Board> Boards { get; init; }

    /// <summary>The leaderboard of some boards.</summary>
    /// <param name="run">The run.</param>
    /// <param name="spec">The benchmark.</param>
    /// <param name="createdAt">When the run began.</param>
    /// <param name="boards">Its boards, in the order of its datasets.</param>
    public static Leaderboard Of(string run, BenchmarkSpec spec, DateTimeOffset createdAt, IReadOnlyList<Board> boards) => new()
    {
        Id = run,
        Name = spec.Name,
        Description = spec.Description,
        Hash = BenchmarkHash.Of(spec),
        CreatedAt = createdAt,
        HasPassed = boards.All(board => board.Rows.All(row => row.Gates.All(gate => gate.HasPassed))),
        Baseline = spec.Baseline,
        Boards = boards,
    };

    /// <summary>The short form for lists.</summary>
    public LeaderboardSummary Summarise() => new(Id, CreatedAt, Hash, HasPassed, [.. Boards.Select(board => board.Summarise())]);
}

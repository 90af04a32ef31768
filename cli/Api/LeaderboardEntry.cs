namespace Winnow.Cli.Api;

/// <summary>A run of a benchmark, as its leaderboard lists it.</summary>
public sealed record LeaderboardEntry : ApiObject
{
    public required string Run { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Of the suite: runs with the same hash can be compared.</summary>
    public string? Hash { get; init; }

    public bool HasPassed { get; init; } = true;

    /// <summary>Who was first on each dataset.</summary>
    public IReadOnlyList<BoardSummary> Boards { get; init; } = [];
}

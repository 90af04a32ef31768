namespace Winnow.Core.Benchmarks;

/// <summary>A run of a benchmark in a list.</summary>
/// <param name="Run">The run.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="Hash">Hash of the benchmark as it was: runs of one hash may be compared.</param>
/// <param name="HasPassed">Whether all gates passed.</param>
/// <param name="Boards">Who was first on each dataset.</param>
public sealed record LeaderboardSummary(string Run, DateTimeOffset CreatedAt, string Hash, bool HasPassed, IReadOnlyList<BoardSummary> Boards);

namespace Winnow.Functions.Benchmarks;

/// <summary>A leaderboard to make.</summary>
/// <param name="Run">The run of the benchmark.</param>
/// <param name="CreatedAt">When it began.</param>
public sealed record MakeLeaderboardInput(string Run, DateTimeOffset CreatedAt);

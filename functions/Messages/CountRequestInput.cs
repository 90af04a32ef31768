namespace Winnow.Functions.Messages;

/// <summary>The request whose batches are to be counted.</summary>
/// <param name="Run">The request.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="StartedAt">When the request began.</param>
public sealed record CountRequestInput(string Run, string Dataset, DateTimeOffset StartedAt);

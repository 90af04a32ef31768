namespace Winnow.Functions.Messages;

/// <summary>The request whose files are awaited.</summary>
/// <param name="Run">The request.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="AwaitedBatch">The batch that was under way when the last file left the drop zone; null before that.</param>
public sealed record FindLeftInput(string Run, string Dataset, string? AwaitedBatch);

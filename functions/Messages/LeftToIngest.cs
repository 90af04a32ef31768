namespace Winnow.Functions.Messages;

/// <summary>Whether a request still waits for ingestion.</summary>
/// <param name="IsDone">Whether all files have been ingested, refused or overwritten by others.</param>
/// <param name="AwaitedBatch">The batch that may still hold some; null when there is none, or while files are in the drop zone.</param>
public sealed record LeftToIngest(bool IsDone, string? AwaitedBatch);

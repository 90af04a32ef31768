namespace Winnow.Functions.Datasets;

/// <summary>How far a snapshot is between two groups of packs.</summary>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="Continuation">Where the listing of packs goes on; null at its start.</param>
/// <param name="Groups">Groups that are kept.</param>
/// <param name="Items">Items of those.</param>
public sealed record SnapshotCheckpoint(DateTime StartedAt, string? Continuation = null, int Groups = 0, long Items = 0);

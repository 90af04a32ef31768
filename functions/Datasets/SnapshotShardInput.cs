namespace Winnow.Functions.Datasets;

/// <summary>Which pack to record.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Pack">One of its packs.</param>
public sealed record SnapshotShardInput(string Dataset, string Pack);

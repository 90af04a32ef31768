namespace Winnow.Functions.Datasets;

/// <summary>Body of <c>POST /api/snapshots</c>.</summary>
/// <param name="Dataset">What to take a snapshot of.</param>
public sealed record SnapshotRequest(string? Dataset);

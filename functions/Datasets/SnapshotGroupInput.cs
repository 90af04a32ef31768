using Winnow.Core.Versions;

namespace Winnow.Functions.Datasets;

/// <summary>A group of recorded packs.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Run">The snapshot's run.</param>
/// <param name="Group">0, 1, … in the order of packs.</param>
/// <param name="Shards">What was recorded, in the order of packs.</param>
public sealed record SnapshotGroupInput(string Dataset, string Run, int Group, IReadOnlyList<VersionShard> Shards);

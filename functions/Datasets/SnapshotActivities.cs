using Microsoft.Azure.Functions.Worker;
using Winnow.Core.Catalogue;
using Winnow.Core.Versions;

namespace Winnow.Functions.Datasets;

/// <summary>What taking a snapshot does.</summary>
public sealed class SnapshotActivities(ICatalogue catalogue, IVersionStore versions, TimeProvider time)
{
    /// <summary>Records the items of one pack as they are now. Idempotent by content: the same state is the same file.</summary>
    [Function(nameof(SnapshotShard))]
    public async Task<VersionShard> SnapshotShard([ActivityTrigger] SnapshotShardInput input, CancellationToken cancellationToken)
    {
        var items = await catalogue.ReadManifestAsync(input.Dataset, input.Pack, cancellationToken);
        var shard = VersionShard.Of(input.Pack, items);
        if (shard.Items > 0)
            await versions.WriteShardAsync(input.Dataset, shard, items, cancellationToken);
        return shard;
    }

    /// <summary>Keeps what was recorded of a group of packs. Idempotent by run and group.</summary>
    [Function(nameof(KeepSnapshotGroup))]
    public Task KeepSnapshotGroup([ActivityTrigger] SnapshotGroupInput input, CancellationToken cancellationToken) =>
        versions.KeepGroupAsync(input.Dataset, input.Run, input.Group, input.Shards, cancellationToken);

    /// <summary>Makes a version of all groups. Idempotent by content: nothing changed, no new version.</summary>
    [Function(nameof(CompleteSnapshot))]
    public Task<DatasetVersion> CompleteSnapshot([ActivityTrigger] SnapshotInput input, CancellationToken cancellationToken) =>
        versions.CompleteAsync(input.Dataset, input.Run, time.GetUtcNow(), cancellationToken);

    /// <summary>Forgets what was kept for the run. Idempotent by run.</summary>
    [Function(nameof(CleanUpSnapshot))]
    public Task CleanUpSnapshot([ActivityTrigger] SnapshotInput input, CancellationToken cancellationToken) =>
        versions.ForgetGroupsAsync(input.Dataset, input.Run, cancellationToken);
}

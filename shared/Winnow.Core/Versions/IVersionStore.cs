using Winnow.Core.Catalogue;

namespace Winnow.Core.Versions;

/// <summary>The versions of all datasets.</summary>
/// <remarks>
/// Shards are named after their content and shared by all versions that have them: a snapshot of a large dataset writes what changed since the last one.
/// A version exists when its row does, which is written last.
/// </remarks>
public interface IVersionStore
{
    /// <summary>Writes the manifest of one pack unless it is there. Idempotent by content.</summary>
    Task WriteShardAsync(string dataset, VersionShard shard, IReadOnlyList<ManifestItem> items, CancellationToken cancellationToken);

    /// <summary>Keeps a group of shards of a snapshot that is being taken. Idempotent by run and group.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="run">The snapshot's run.</param>
    /// <param name="group">0, 1, … in the order of packs.</param>
    /// <param name="shards">In the order of packs.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task KeepGroupAsync(string dataset, string run, int group, IReadOnlyList<VersionShard> shards, CancellationToken cancellationToken);

    /// <summary>Makes a version of the groups that were kept; the version that is there already when nothing changed since. Idempotent by content.</summary>
    /// <exception cref="Errors.WinnowException"><see cref="Errors.ErrorCodes.EmptyDataset"/></exception>
    Task<DatasetVersion> CompleteAsync(string dataset, string run, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Forgets the groups that were kept.</summary>
    Task ForgetGroupsAsync(string dataset, string run, CancellationToken cancellationToken);

    Task<DatasetVersion?> FindAsync(string dataset, string version, CancellationToken cancellationToken);

    /// <summary>All versions of a dataset, the latest first.</summary>
    Task<IReadOnlyList<DatasetVersion>> ListAsync(string dataset, CancellationToken cancellationToken);

    /// <summary>The shards of a version in the order of packs.</summary>
    IAsyncEnumerable<VersionShard> ReadShardsAsync(string dataset, string version, CancellationToken cancellationToken);

    /// <summary>A page of the shards of a version in the order of packs.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="version">The version.</param>
    /// <param name="continuation">From the page before; null for the first.</param>
    /// <param name="pageSize">Most shards of a page.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<Page<VersionShard>> ListShardsAsync(string dataset, string version, string? continuation, int pageSize, CancellationToken cancellationToken);

    /// <summary>The items of one shard, in the order of the pack.</summary>
    Task<IReadOnlyList<ManifestItem>> ReadShardAsync(string dataset, VersionShard shard, CancellationToken cancellationToken);
}

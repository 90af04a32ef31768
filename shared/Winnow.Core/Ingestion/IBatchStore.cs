namespace Winnow.Core.Ingestion;

/// <summary>What running batches are made of: which drops each shard holds, and what became of the shards that are done.</summary>
public interface IBatchStore
{
    /// <summary>Writes a batch's manifest, unless there is one already.</summary>
    /// <returns>The manifest that counts: this one, or the one that was there.</returns>
    Task<BatchManifest> CreateAsync(BatchManifest manifest, IReadOnlyList<IReadOnlyList<Drop>> shards, CancellationToken cancellationToken);

    /// <summary>The oldest batch of a dataset that was taken and never finished; null when there is none.</summary>
    Task<BatchManifest?> FindUnfinishedAsync(string dataset, CancellationToken cancellationToken);

    /// <summary>Name of the newest finished batch of a dataset; null before the first.</summary>
    Task<string?> FindLastFinishedAsync(string dataset, CancellationToken cancellationToken);

    /// <summary>The drops of one shard; null when the batch is finished or was never taken.</summary>
    Task<ShardManifest?> ReadShardAsync(string dataset, string batch, int shard, CancellationToken cancellationToken);

    /// <summary>What became of a shard; null while it is not done.</summary>
    Task<IngestCounts?> FindResultAsync(string dataset, string batch, int shard, CancellationToken cancellationToken);

    Task WriteResultAsync(string dataset, string batch, int shard, IngestCounts counts, CancellationToken cancellationToken);

    /// <summary>Marks a batch as finished and deletes what was kept about it.</summary>
    Task FinishAsync(string dataset, string batch, CancellationToken cancellationToken);
}

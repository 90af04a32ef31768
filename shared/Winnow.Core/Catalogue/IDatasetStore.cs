namespace Winnow.Core.Catalogue;

/// <summary>The datasets and their policies.</summary>
public interface IDatasetStore
{
    Task<Dataset?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All datasets in name order.</summary>
    IAsyncEnumerable<Dataset> ListAsync(CancellationToken cancellationToken);

    /// <summary>Creates the dataset; returns what is there when it already exists.</summary>
    Task<Dataset> EnsureAsync(Dataset dataset, CancellationToken cancellationToken);

    /// <summary>Replaces policy and classes of an existing dataset.</summary>
    /// <exception cref="Errors.WinnowException"><see cref="Errors.ErrorCodes.UnknownDataset"/></exception>
    Task<Dataset> UpdateAsync(Dataset dataset, CancellationToken cancellationToken);

    /// <summary>Adds one ingested batch to the dataset's totals, once per batch.</summary>
    /// <remarks>Idempotent by <paramref name="batch"/>.</remarks>
    Task AddBatchAsync(string dataset, string batch, Ingestion.IngestCounts counts, CancellationToken cancellationToken);

    /// <summary>Sums over all batches of a dataset.</summary>
    Task<DatasetTotals> GetTotalsAsync(string dataset, CancellationToken cancellationToken);

    /// <summary>Sums over the batches of a dataset that ended at <paramref name="since"/> or later.</summary>
    Task<DatasetTotals> GetTotalsAsync(string dataset, DateTimeOffset since, CancellationToken cancellationToken);
}

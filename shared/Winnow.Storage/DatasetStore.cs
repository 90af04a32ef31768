using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Ingestion;

namespace Winnow.Storage;

/// <summary>Datasets, policies and ingested batches in table <see cref="TableNames.Datasets"/>.</summary>
public sealed class DatasetStore(StorageClients clients, TimeProvider time) : IDatasetStore
{
    private const string Partition = "datasets";
    private const string Policy = nameof(Policy);
    private const string Classes = nameof(Classes);
    private const string CreatedAt = nameof(CreatedAt);
    private const string Counts = nameof(Counts);
    private const string EndedAt = nameof(EndedAt);

    private TableClient Table => clients.Table(TableNames.Datasets);

    /// <inheritdoc/>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidName"/></exception>
    public async Task<Dataset?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(Partition, Names.RequireDataset(name), cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Dataset> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return Read(row);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidName"/></exception>
    public async Task<Dataset> EnsureAsync(Dataset dataset, CancellationToken cancellationToken)
    {
        if (await FindAsync(dataset.Name, cancellationToken) is { } known)
        {
            return known;
        }

        try
        {
            await Table.AddEntityAsync(Write(dataset), cancellationToken);
            return dataset;
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            return await FindAsync(dataset.Name, cancellationToken) ?? throw Unknown(dataset.Name);
        }
    }

    /// <inheritdoc/>
    public async Task<Dataset> UpdateAsync(Dataset dataset, CancellationToken cancellationToken)
    {
        var row = Write(dataset with { Name = Names.RequireDataset(dataset.Name) });
        row.Remove(CreatedAt);
        try
        {
            await Table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            throw Unknown(dataset.Name);
        }

        return await FindAsync(dataset.Name, cancellationToken) ?? throw Unknown(dataset.Name);
    }

    /// <inheritdoc/>
    public async Task AddBatchAsync(string dataset, string batch, IngestCounts counts, CancellationToken cancellationToken)
    {
        var row = new TableEntity(BatchPartition(dataset), batch)
        {
            [Counts] = JsonSerializer.Serialize(counts, JsonSerializerOptions.Web),
            [EndedAt] = time.GetUtcNow(),
        };
        try
        {
            await Table.AddEntityAsync(row, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            // This batch was counted by an earlier try.
        }
    }

    /// <inheritdoc/>
    public Task<DatasetTotals> GetTotalsAsync(string dataset, CancellationToken cancellationToken) =>
        SumAsync(TableClient.CreateQueryFilter($"PartitionKey eq {BatchPartition(dataset)}"), cancellationToken);

    /// <inheritdoc/>
    public Task<DatasetTotals> GetTotalsAsync(string dataset, DateTimeOffset since, CancellationToken cancellationToken) =>
        SumAsync(TableClient.CreateQueryFilter($"PartitionKey eq {BatchPartition(dataset)} and EndedAt ge {since}"), cancellationToken);

    private async Task<DatasetTotals> SumAsync(string filter, CancellationToken cancellationToken)
    {
        var totals = new DatasetTotals(0, new IngestCounts(), null);
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var counts = JsonSerializer.Deserialize<IngestCounts>(row.GetString(Counts), JsonSerializerOptions.Web)!;
            var endedAt = row.GetDateTimeOffset(EndedAt);
            totals = new(totals.Batches + 1, totals.Counts + counts, totals.LastBatchAt > endedAt ? totals.LastBatchAt : endedAt);
        }

        return totals;
    }

    private static string BatchPartition(string dataset) => $"{Names.RequireDataset(dataset)}|batches";

    private static TableEntity Write(Dataset dataset) => new(Partition, Names.RequireDataset(dataset.Name))
    {
        [Policy] = JsonSerializer.Serialize(dataset.Policy, JsonSerializerOptions.Web),
        [Classes] = JsonSerializer.Serialize(dataset.Classes, JsonSerializerOptions.Web),
        [CreatedAt] = dataset.CreatedAt,
    };

    private static Dataset Read(TableEntity row) => new()
    {
        Name = row.RowKey,
        Policy = JsonSerializer.Deserialize<LabelPolicy>(row.GetString(Policy), JsonSerializerOptions.Web)!,
        Classes = JsonSerializer.Deserialize<string[]>(row.GetString(Classes), JsonSerializerOptions.Web)!,
        CreatedAt = row.GetDateTimeOffset(CreatedAt)!.Value,
    };

    private static WinnowException Unknown(string name) =>
        new(ErrorCodes.UnknownDataset, $"There is no dataset '{name}'. Create it with POST /api/datasets, or drop files under incoming/{name}/.");
}

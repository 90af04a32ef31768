using System.Text.Json;
using Azure.Data.Tables;
using Winnow.Core.Catalogue;
using Winnow.Core.Models;
using Winnow.Core.Predictions;

namespace Winnow.Storage.Imports;

/// <summary>Which predictions were brought to which dataset: table <see cref="TableNames.Imports"/>.</summary>
public sealed class ImportTable(StorageClients clients)
{
    /// <summary>A column holds 32 Ki characters. Without the list, only metrics that need one order of all classes are not computed.</summary>
    private const int LongestClasses = 32_000;

    private TableClient Table => clients.Table(TableNames.Imports);

    /// <summary>The predictions that <c>name@version</c> names; for a bare name those of its highest version. Null when there are none.</summary>
    /// <exception cref="Core.Errors.WinnowException"><see cref="Core.Errors.ErrorCodes.InvalidName"/></exception>
    public async Task<BroughtPredictions?> FindAsync(string dataset, string model, CancellationToken cancellationToken)
    {
        if (model.Contains('@', StringComparison.Ordinal))
        {
            var row = await Table.GetEntityIfExistsAsync<TableEntity>(dataset, ModelId.Parse(model).ToString(), cancellationToken: cancellationToken);
            return row.HasValue ? Read(row.Value!) : null;
        }

        var prefix = Names.RequireModel(model) + "@";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {dataset} and RowKey ge {prefix} and RowKey lt {Tables.TableKey.AfterPrefix(prefix)}");
        var versions = await Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        return versions.Select(Read).MaxBy(found => found.Model.Version, VersionOrder.Instance);
    }

    /// <summary>All predictions that were brought to a dataset, by name and version.</summary>
    public async Task<IReadOnlyList<BroughtPredictions>> ListAsync(string dataset, CancellationToken cancellationToken)
    {
        var rows = await Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {dataset}"), cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        return [.. rows.Select(Read)];
    }

    /// <summary>Records an import; one of the same model replaces it.</summary>
    public Task WriteAsync(BroughtPredictions predictions, CancellationToken cancellationToken) =>
        Table.UpsertEntityAsync(Write(predictions), TableUpdateMode.Replace, cancellationToken);

    private static TableEntity Write(BroughtPredictions predictions) => new(Names.RequireDataset(predictions.Dataset), predictions.Model.ToString())
    {
        [nameof(predictions.Task)] = predictions.Task.ToName(),
        [nameof(predictions.Run)] = predictions.Run,
        [nameof(predictions.Classes)] = JsonSerializer.Serialize(predictions.Classes) is { Length: <= LongestClasses } classes ? classes : "[]",
        [nameof(predictions.Counts)] = JsonSerializer.Serialize(predictions.Counts),
        [nameof(predictions.ImportedAt)] = predictions.ImportedAt,
    };

    private static BroughtPredictions Read(TableEntity row) => new()
    {
        Dataset = row.PartitionKey,
        Model = ModelId.Parse(row.RowKey),
        Task = ModelTasks.Parse(row.GetString(nameof(BroughtPredictions.Task))),
        Run = row.GetString(nameof(BroughtPredictions.Run)),
        Counts = JsonSerializer.Deserialize<ImportCounts>(row.GetString(nameof(BroughtPredictions.Counts)))!,
        Classes = JsonSerializer.Deserialize<string[]>(row.GetString(nameof(BroughtPredictions.Classes)))!,
        ImportedAt = row.GetDateTimeOffset(nameof(BroughtPredictions.ImportedAt))!.Value,
    };
}

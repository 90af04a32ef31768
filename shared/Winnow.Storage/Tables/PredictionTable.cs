using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Winnow.Core.Catalogue;
using Winnow.Core.PseudoLabels;

namespace Winnow.Storage.Tables;

/// <summary>The rows of Predictions: one per item and model, and beside it one for the error that an evaluation found in it.</summary>
internal sealed class PredictionTable(StorageClients clients)
{
    private const string Run = nameof(Run);
    private const string IsPseudoLabel = nameof(IsPseudoLabel);
    private const string Error = nameof(Error);
    private const string Kind = nameof(Kind);
    private const string Of = nameof(Of);
    private const string Decision = nameof(Decision);
    private const string ErrorSuffix = "|error";

    private TableClient Table => clients.Table(TableNames.Predictions);

    public Task WriteAsync(string dataset, string pack, IEnumerable<Prediction> predictions, CancellationToken cancellationToken) =>
        TableBatch.UpsertAsync(
            Table,
            predictions.Select(row => Write(ItemTable.Partition(dataset, pack), row)),
            TableTransactionActionType.UpsertReplace,
            cancellationToken);

    /// <summary>Of these items, predictions of other runs than <paramref name="runs"/> (by item id) are pseudo-labels no more.</summary>
    public async Task EndOthersAsync(string dataset, string pack, IReadOnlyDictionary<string, string> runs, CancellationToken cancellationToken)
    {
        if (runs.Count == 0)
        {
            return;
        }

        var partition = ItemTable.Partition(dataset, pack);
        var ended = new List<TableEntity>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and IsPseudoLabel eq {true}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, select: [nameof(TableEntity.RowKey), Run], cancellationToken: cancellationToken))
        {
            if (runs.TryGetValue(ItemOf(row), out var run) && row.GetString(Run) != run)
            {
                ended.Add(new(partition, row.RowKey) { [IsPseudoLabel] = false });
            }
        }

        await TableBatch.UpsertAsync(Table, ended, TableTransactionActionType.UpsertMerge, cancellationToken);
    }

    /// <summary>Makes <paramref name="wanted"/> (kinds by item id) the errors of a model in a pack.</summary>
    public async Task ReplaceErrorsAsync(
        string dataset, string pack, string model, IReadOnlyDictionary<string, string> wanted, CancellationToken cancellationToken)
    {
        var partition = ItemTable.Partition(dataset, pack);
        var (predictions, known) = await ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition} and Model eq {model}"), cancellationToken);
        var said = predictions.ToDictionary(row => row.ItemId, row => Said.By(row).Essence);
        var rows = wanted.Select(error => new ErrorRow(error.Key, model, error.Value, said.GetValueOrDefault(error.Key, "")));
        var writes = rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Write(partition, row)));
        var deletes = known.Where(row => !wanted.ContainsKey(row.ItemId)).Select(row =>
            new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, ErrorKey(row)), ETag.All));
        await TableBatch.SubmitAsync(Table, writes.Concat(deletes), cancellationToken);
    }

    public Task<(List<Prediction> Predictions, List<ErrorRow> Errors)> ReadPackAsync(
        string dataset, string pack, CancellationToken cancellationToken) =>
        ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {ItemTable.Partition(dataset, pack)}"), cancellationToken);

    public async Task<List<Prediction>> ReadPackAsync(string dataset, string pack, string model, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ItemTable.Partition(dataset, pack)} and Model eq {model}");
        return (await ReadAsync(filter, cancellationToken)).Predictions;
    }

    /// <summary>The predictions for one item.</summary>
    public async Task<List<Prediction>> ReadItemAsync(string dataset, string pack, string itemId, CancellationToken cancellationToken)
    {
        var prefix = itemId + "|";
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {ItemTable.Partition(dataset, pack)} and RowKey ge {prefix} and RowKey lt {TableKey.AfterPrefix(prefix)}");
        return (await ReadAsync(filter, cancellationToken)).Predictions;
    }

    private async Task<(List<Prediction> Predictions, List<ErrorRow> Errors)> ReadAsync(string filter, CancellationToken cancellationToken)
    {
        var predictions = new List<Prediction>();
        var errors = new List<ErrorRow>();
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var itemId = ItemOf(row);
            if (row.GetString(Kind) is { } kind)
            {
                errors.Add(new(itemId, row.GetString(Column.Model), kind, row.GetString(Of)));
            }
            else
            {
                predictions.Add(Read(row, itemId));
            }
        }

        return (predictions, errors);
    }

    private static string ItemOf(TableEntity row) => row.RowKey[..row.RowKey.IndexOf('|', StringComparison.Ordinal)];

    private static string ErrorKey(ErrorRow row) => $"{row.ItemId}|{row.Model}{ErrorSuffix}";

    private static TableEntity Write(string partition, ErrorRow row) =>
        new(partition, ErrorKey(row)) { [Column.Model] = row.Model, [Kind] = row.Kind, [Of] = row.Of };

    private static TableEntity Write(string partition, Prediction row)
    {
        var entity = new TableEntity(partition, $"{row.ItemId}|{row.Model}")
        {
            [Column.Model] = row.Model.ToString(),
            [Run] = row.Run,
            [IsPseudoLabel] = row.IsPseudoLabel,
        };
        foreach (var (column, value) in new[] { (Column.Label, row.Label), (Column.Text, row.Text), (Error, row.Error) })
        {
            if (value is not null)
            {
                entity[column] = value;
            }
        }

        if (row.Decision is { } decision)
        {
            entity[Decision] = JsonSerializer.Serialize(decision, JsonSerializerOptions.Web);
        }

        if (row.Confidence is { } confidence)
        {
            entity[Column.Confidence] = confidence;
        }

        return entity;
    }

    private static Prediction Read(TableEntity row, string itemId) => new()
    {
        ItemId = itemId,
        Model = ModelId.Parse(row.GetString(Column.Model)),
        Run = row.GetString(Run),
        Label = row.GetString(Column.Label),
        Text = row.GetString(Column.Text),
        Confidence = row.GetDouble(Column.Confidence),
        IsPseudoLabel = row.GetBoolean(IsPseudoLabel) ?? false,
        Error = row.GetString(Error),
        Decision = row.GetString(Decision) is { } decision ? JsonSerializer.Deserialize<LabelDecision>(decision, JsonSerializerOptions.Web) : null,
    };
}

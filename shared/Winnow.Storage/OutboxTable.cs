using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Winnow.Core.Events;
using Winnow.Storage.Tables;

namespace Winnow.Storage;

/// <summary>Events that are not yet sent, in table <see cref="TableNames.Outbox"/>: PK <c>events</c>, RK <c>{time, sortable}|{id}</c>.</summary>
/// <remarks>One partition, because events leave in order; there is one per batch or run, and it is deleted as soon as the broker has it.</remarks>
public sealed class OutboxTable(StorageClients clients) : IOutbox
{
    private const string Partition = "events";

    private TableClient Table => clients.Table(TableNames.Outbox);

    /// <inheritdoc/>
    public Task AddAsync(OutboxEvent happened, CancellationToken cancellationToken) =>
        Table.UpsertEntityAsync(
            new TableEntity(Partition, KeyOf(happened))
            {
                [nameof(OutboxEvent.Id)] = happened.Id,
                [nameof(OutboxEvent.Type)] = happened.Type,
                [nameof(OutboxEvent.At)] = happened.At,
                [nameof(OutboxEvent.CorrelationId)] = happened.CorrelationId,
                [nameof(OutboxEvent.Body)] = happened.Body,
            },
            TableUpdateMode.Replace,
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<OutboxEvent> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return new(
                row.GetString(nameof(OutboxEvent.Id)),
                row.GetString(nameof(OutboxEvent.Type)),
                row.GetDateTimeOffset(nameof(OutboxEvent.At))!.Value,
                row.GetString(nameof(OutboxEvent.CorrelationId)),
                row.GetString(nameof(OutboxEvent.Body)));
        }
    }

    /// <inheritdoc/>
    public Task RemoveAsync(OutboxEvent sent, CancellationToken cancellationToken) =>
        Table.DeleteEntityAsync(Partition, KeyOf(sent), ETag.All, cancellationToken);

    private static string KeyOf(OutboxEvent happened) => $"{TableKey.Ascending(happened.At)}|{happened.Id}";
}

using Azure.Data.Tables;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Storage.Tables;

namespace Winnow.Storage.Queries;

/// <summary>Answers queries from the narrowest index that fits: names, error, model, label, disagreement, split, state, or else the items themselves.</summary>
internal sealed class ItemQueries(ItemTable items, IndexTable index, NameQueries names)
{
    private const int MaximumLimit = 1000;
    private const int MostRowsPerRead = 1000;

    public async Task<Page<ItemSummary>> QueryAsync(
        string dataset, ItemQuery query, int limit, string? continuation, CancellationToken cancellationToken)
    {
        Require(query, limit);
        var identity = Continuation.Identify(dataset, query);
        var after = Continuation.Parse(continuation, identity);
        if (!string.IsNullOrEmpty(query.NamePrefix))
        {
            var (found, stoppedAt) = await names.QueryAsync(dataset, query, limit + 1, after?.Key, cancellationToken);
            var next = found.Count > limit ? found[limit - 1].Key : stoppedAt;
            return new([.. found.Take(limit).Select(row => row.Summary)], next is null ? null : new Continuation(identity, "", next).ToString());
        }

        var rows = await Rows(dataset, query, after, limit, cancellationToken)
            .Where(row => HasLabel(row, query))
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        var last = rows.Count > limit ? new Continuation(identity, rows[limit - 1].PartitionKey, rows[limit - 1].RowKey).ToString() : null;
        return new([.. rows.Take(limit).Select(SummaryColumns.Read)], last);
    }

    private static void Require(ItemQuery query, int limit)
    {
        if (limit is < 1 or > MaximumLimit)
        {
            throw Invalid($"Limit {limit} is not within 1 to {MaximumLimit}.");
        }

        RequireBound(query.MinimumConfidence, "minConfidence");
        RequireBound(query.MaximumConfidence, "maxConfidence");
        if (query.MinimumDisagreement is not (null or (> 0 and <= 1)))
        {
            throw Invalid($"minDisagreement {query.MinimumDisagreement} is not above 0 and at most 1.");
        }

        if (query.MinimumConfidence > query.MaximumConfidence)
        {
            throw Invalid($"minConfidence {query.MinimumConfidence} is above maxConfidence {query.MaximumConfidence}. Swap them.");
        }
    }

    private static void RequireBound(double? bound, string name)
    {
        if (bound is not (null or (>= 0 and <= 1)))
        {
            throw Invalid($"{name} {bound} is not within 0 to 1.");
        }
    }

    private static WinnowException Invalid(string message) => new(ErrorCodes.InvalidRequest, message);

    private IAsyncEnumerable<TableEntity> Rows(
        string dataset, ItemQuery query, Continuation? after, int limit, CancellationToken cancellationToken)
    {
        if (Field(query) is not { } field)
        {
            return ItemRows(dataset, query, after, limit, cancellationToken);
        }

        var conditions = Conditions(query);
        conditions.Add(TableClient.CreateQueryFilter($"PartitionKey eq {IndexTable.Partition(dataset, field)}"));
        if (query.Error is not null || query.Model is not null || query.Label is not null)
        {
            AddConfidenceRange(conditions, query);
        }
        else if (query.MinimumDisagreement is { } disagreement)
        {
            conditions.Add(TableClient.CreateQueryFilter($"RowKey lt {TableKey.AfterPrefix(TableKey.Descending(disagreement))}"));
        }

        if (after is not null)
        {
            conditions.Add(TableClient.CreateQueryFilter($"RowKey gt {after.Key}"));
        }

        return Read(index.Table, conditions, limit, cancellationToken);
    }

    /// <summary>All items of a dataset: the rest of the pack where the page before ended, then the packs after it.</summary>
    private IAsyncEnumerable<TableEntity> ItemRows(
        string dataset, ItemQuery query, Continuation? after, int limit, CancellationToken cancellationToken)
    {
        var first = ItemTable.Partition(dataset, "");
        var beyond = TableKey.AfterPrefix(first);
        var from = after?.Partition ?? first;
        var later = Read(
            items.Table,
            [TableClient.CreateQueryFilter($"PartitionKey gt {from} and PartitionKey lt {beyond}"), .. Conditions(query)],
            limit,
            cancellationToken);
        return after is null
            ? later
            : Read(
                items.Table,
                [TableClient.CreateQueryFilter($"PartitionKey eq {from} and RowKey gt {after.Key}"), .. Conditions(query)],
                limit,
                cancellationToken).Concat(later);
    }

    private static Azure.AsyncPageable<TableEntity> Read(TableClient table, List<string> conditions, int limit, CancellationToken cancellationToken) =>
        table.QueryAsync<TableEntity>(
            string.Join(" and ", conditions), Math.Min(limit + 1, MostRowsPerRead), cancellationToken: cancellationToken);

    private static string? Field(ItemQuery query) => query switch
    {
        { Error: { } kind } => IndexField.Error(kind),
        { Model: { } model } => IndexField.Model(model),
        { Label: { } label } => IndexField.Label(label),
        { MinimumDisagreement: not null } => IndexField.Disagreement,
        { Split: { } split } => IndexField.Split(split),
        { State: { } state } => IndexField.State(state),
        _ => null,
    };

    /// <summary>What the copied columns can answer; whatever picked the partition is true of all its rows and does no harm.</summary>
    private static List<string> Conditions(ItemQuery query)
    {
        var conditions = new List<string>();
        if (query.Split is { } split)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Split eq {split}"));
        }

        if (query.State is { } state)
        {
            conditions.Add(TableClient.CreateQueryFilter($"State eq {ItemStates.NameOf(state)}"));
        }

        if (query.Model is { } model)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Model eq {model}"));
        }

        if (query.MinimumConfidence is { } minimum)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Confidence ge {minimum}"));
        }

        if (query.MaximumConfidence is { } maximum)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Confidence le {maximum}"));
        }

        if (query.MinimumDisagreement is { } disagreement)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Disagreement ge {disagreement}"));
        }

        if (query.Label is { } label)
        {
            conditions.Add(TableClient.CreateQueryFilter($"(Labels eq {SummaryColumns.WriteLabels([label])} or ManyLabels eq true)"));
        }

        return conditions;
    }

    private static bool HasLabel(TableEntity row, ItemQuery query) =>
        query.Label is null || SummaryColumns.HasLabel(row, query.Label);

    private static void AddConfidenceRange(List<string> conditions, ItemQuery query)
    {
        if (query.MaximumConfidence is { } maximum)
        {
            conditions.Add(TableClient.CreateQueryFilter($"RowKey ge {TableKey.Descending(maximum)}"));
        }

        if (query.MinimumConfidence is { } minimum)
        {
            conditions.Add(TableClient.CreateQueryFilter($"RowKey lt {TableKey.AfterPrefix(TableKey.Descending(minimum))}"));
        }
    }
}

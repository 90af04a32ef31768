using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;

namespace Winnow.Functions.Evaluation;

/// <summary>Reads what runs left: their numbers, the results of their items into a table, and single items again for a report.</summary>
public sealed class RunReader(IEvaluationStore evaluations)
{
    private const int ParallelReads = 8;

    /// <summary>Reads a run that has ended.</summary>
    /// <param name="id">The run.</param>
    /// <param name="maxItems">Most items of the table; of more, a sample.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.UnknownRun"/></exception>
    public async Task<EvaluatedRun> ReadAsync(string id, long maxItems, CancellationToken cancellationToken)
    {
        var report = await evaluations.ReadReportAsync(EvaluationRequestRules.RequireRun(id), cancellationToken)
            ?? throw new WinnowException(ErrorCodes.UnknownRun, $"The evaluation '{id}' has no report: it is not there, or has not ended.");
        var groups = evaluations.ListNumbersAsync(id, NumberNames.Groups, cancellationToken);
        var numbers = await evaluations.MergeAsync(id, report.Settings.Spec, groups, cancellationToken);
        return await ReadAsync(id, report.Settings.Spec, numbers, maxItems, cancellationToken);
    }

    /// <summary>Reads the results of the items of a run whose numbers are known.</summary>
    public async Task<EvaluatedRun> ReadAsync(
        string id, EvaluationSpec spec, EvaluationAccumulator numbers, long maxItems, CancellationToken cancellationToken)
    {
        var table = new OutcomeTable(OutcomeTableLayout.Of(spec, numbers, maxItems));
        await foreach (var packs in evaluations.ListItemsAsync(id, cancellationToken).Chunk(ParallelReads).WithCancellation(cancellationToken))
        {
            foreach (var columns in await Task.WhenAll(packs.Select(pack => evaluations.ReadItemsAsync(id, pack, cancellationToken))))
            {
                table.Add(columns);
            }
        }

        return new(id, spec, numbers, table);
    }

    /// <summary>The items of some rows, each pack read once.</summary>
    public async Task<IReadOnlyDictionary<int, ReportItem>> ReadItemsAsync(EvaluatedRun run, IEnumerable<int> rows, CancellationToken cancellationToken)
    {
        var items = new Dictionary<int, ReportItem>();
        foreach (var pack in rows.Distinct().GroupBy(row => run.Table.PlaceOf(row).Pack))
        {
            var columns = await evaluations.ReadItemsAsync(run.Id, pack.Key, cancellationToken);
            foreach (var row in pack)
            {
                items.Add(row, columns.Row(run.Table.PlaceOf(row).Row));
            }
        }

        return items;
    }
}

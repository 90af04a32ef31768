using Microsoft.Extensions.Options;
using Winnow.Core.Benchmarks;
using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Functions.Evaluation;

namespace Winnow.Functions.Benchmarks;

/// <summary>Makes a board from what its evaluations left: reports, merged numbers, and results per item.</summary>
/// <remarks>Memory: the items of all entries at once, without attributes; of more than <see cref="BenchmarkOptions.ComparedItems"/> each entry gives an equal sample.</remarks>
public sealed class BoardMaker(IEvaluationStore evaluations, RunReader runs, IOptions<BenchmarkOptions> options)
{
    /// <exception cref="WinnowException"><see cref="ErrorCodes.UnknownRun"/>: the report of an evaluation is gone.</exception>
    public async Task<Board> MakeAsync(PlannedBoard planned, string? baseline, CancellationToken cancellationToken)
    {
        var entries = new List<BoardEntry>();
        foreach (var evaluation in planned.Evaluations)
        {
            entries.Add(await ReadAsync(evaluation.Run, options.Value.ComparedItems / planned.Evaluations.Count, cancellationToken));
        }

        var resampling = IntervalAnalysis.OptionsOf(planned.Evaluations[0].Spec);
        return new BoardBuilder(planned.Metric, baseline, resampling).Build(planned.Dataset, entries);
    }

    private async Task<BoardEntry> ReadAsync(string id, int maxItems, CancellationToken cancellationToken)
    {
        var report = await evaluations.ReadReportAsync(id, cancellationToken)
            ?? throw new WinnowException(ErrorCodes.UnknownRun, $"The report of the evaluation '{id}' is gone. Run the benchmark again.");
        var spec = report.Settings.Spec with { SliceBy = [] };
        var groups = evaluations.ListNumbersAsync(id, NumberNames.Groups, cancellationToken);
        var numbers = await evaluations.MergeAsync(id, spec, groups, cancellationToken);
        var run = await runs.ReadAsync(id, spec, numbers, maxItems, cancellationToken);
        return BoardEntry.Of(report, run.Table, numbers.Task.GetEstimators());
    }
}

using Microsoft.Extensions.Options;
using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Report;
using Winnow.Core.Models;

namespace Winnow.Functions.Evaluation;

/// <summary>Makes the report of a run from what its shards left: merged numbers, and results per item.</summary>
public sealed class ReportMaker(IEvaluationStore evaluations, RunReader runs, ReportImages images, LeakFinder leaks, IOptions<EvaluationOptions> options)
{
    /// <summary>Makes and writes the report.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.NothingToEvaluate"/>, <see cref="ErrorCodes.BaselineMismatch"/></exception>
    public async Task<EvaluationReport> MakeAsync(ReportInput input, CancellationToken cancellationToken)
    {
        var groups = evaluations.ListNumbersAsync(input.Run, NumberNames.Groups, cancellationToken);
        var numbers = await evaluations.MergeAsync(input.Run, input.Spec, groups, cancellationToken);
        if (numbers.Items == 0)
        {
            throw Nothing(input.Spec, numbers);
        }

        var run = await runs.ReadAsync(input.Run, input.Spec, numbers, options.Value.AnalysedItems, cancellationToken);
        var analysis = new ReportAnalysis(run.Spec, run.Numbers, run.Table);
        var comparison = input.Spec.Baseline is { } baseline ? await CompareAsync(baseline, run, analysis, cancellationToken) : null;
        var shown = await runs.ReadItemsAsync(run, analysis.Rows.Concat(comparison?.Rows ?? []), cancellationToken);
        var report = analysis.ToReport(shown, comparison?.Resolve(shown), input.Gates) with
        {
            Id = input.Run,
            CreatedAt = input.CreatedAt,
            Timings = input.Timings,
            Provider = input.Provider,
            Leaks = input.Spec.FindLeaks ? await leaks.FindAsync(input.Run, input.Spec.Split, cancellationToken) : null,
        };
        var pictures = await images.ReadAsync(report, cancellationToken);
        await evaluations.WriteReportAsync(report, ReportPage.Write(report, pictures), cancellationToken);
        return report;
    }

    private async Task<Pending<BaselineComparison>> CompareAsync(string baseline, EvaluatedRun run, ReportAnalysis analysis, CancellationToken cancellationToken)
    {
        var before = await runs.ReadAsync(baseline, options.Value.AnalysedItems, cancellationToken);
        return analysis.Compare(baseline, before.Spec, before.Numbers, before.Table);
    }

    private static WinnowException Nothing(EvaluationSpec spec, EvaluationAccumulator merged)
    {
        var what = spec.Task switch
        {
            ModelTask.Classification or ModelTask.Sequence => "a label",
            ModelTask.TextRecognition => "a text",
            _ => $"ground truth for {spec.Task.ToName()}",
        };
        var where = spec.Split is null ? $"the dataset '{spec.Dataset}'" : $"the split '{spec.Split}' of the dataset '{spec.Dataset}'";
        var skipped = merged.Skipped;
        return new(
            ErrorCodes.NothingToEvaluate,
            $"Nothing in {where}{(spec.Query is null ? "" : " that matches the query")} has both {what} from people and a prediction of '{spec.Model}': {skipped.NoAnnotation} items have no annotation, "
            + $"{skipped.NoPrediction} no prediction, and on {skipped.PredictionError} the model failed. Drop an annotation file, then evaluate again.");
    }
}

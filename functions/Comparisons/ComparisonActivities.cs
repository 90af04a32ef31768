using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Functions.Evaluation;

namespace Winnow.Functions.Comparisons;

/// <summary>What a comparison does.</summary>
public sealed class ComparisonActivities(RunReader runs, IEvaluationStore evaluations, IOptions<EvaluationOptions> options)
{
    /// <summary>Compares two runs and judges gates.</summary>
    /// <remarks>Writes nothing: a repeat gives the same.</remarks>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.UnknownRun"/>, <see cref="ErrorCodes.BaselineMismatch"/></exception>
    [Function(nameof(CompareRuns))]
    public async Task<ComparisonResult> CompareRuns([ActivityTrigger] CompareInput input, CancellationToken cancellationToken)
    {
        var report = (await evaluations.ReadReportAsync(input.Run, cancellationToken))!;
        var run = await ReadAsync(input.Run, input, cancellationToken);
        var analysis = new ReportAnalysis(run.Spec, run.Numbers, run.Table);
        var comparison = input.Baseline is null ? null : await CompareAsync(input, analysis, cancellationToken);
        return new()
        {
            Id = input.Id,
            Run = input.Run,
            Baseline = input.Baseline,
            Dataset = run.Spec.Dataset,
            Model = run.Spec.Model,
            BaselineModel = comparison?.Model,
            Shared = comparison?.Shared ?? 0,
            OnlyBaseline = comparison?.OnlyBaseline ?? 0,
            OnlyCandidate = comparison?.OnlyCandidate ?? 0,
            Metrics = comparison?.Metrics ?? [],
            Fixed = comparison?.Fixed ?? 0,
            Broken = comparison?.Broken ?? 0,
            StillWrong = comparison?.StillWrong ?? 0,
            StillRight = comparison?.StillRight ?? 0,
            McNemar = comparison?.McNemar,
            OddsRatio = comparison?.OddsRatio,
            EffectSize = comparison?.EffectSize,
            Gates = new GateJudge(report.Metrics, comparison, analysis.ScoresOf).Judge(input.Gates),
        };
    }

    // Items are named in reports only: here they count.
    private async Task<BaselineComparison> CompareAsync(CompareInput input, ReportAnalysis analysis, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(input.Baseline!, input, cancellationToken);
        var compared = analysis.Compare(input.Baseline!, before.Spec, before.Numbers, before.Table);
        return compared.Complete([]);
    }

    private async Task<EvaluatedRun> ReadAsync(string id, CompareInput input, CancellationToken cancellationToken)
    {
        var run = await runs.ReadAsync(id, options.Value.AnalysedItems, cancellationToken);
        return run with { Spec = run.Spec with { Level = input.Level, Resamples = input.Resamples, Seed = input.Seed } };
    }
}

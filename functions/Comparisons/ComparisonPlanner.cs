using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Functions.Evaluation;

namespace Winnow.Functions.Comparisons;

/// <summary>Checks a request for a comparison.</summary>
public sealed class ComparisonPlanner(IEvaluationStore evaluations)
{
    /// <summary>The input of the run.</summary>
    /// <exception cref="WinnowException">
    /// <see cref="ErrorCodes.UnknownRun"/>, <see cref="ErrorCodes.BaselineMismatch"/>, <see cref="ErrorCodes.InvalidGate"/>, <see cref="ErrorCodes.UnknownMetric"/>
    /// or <see cref="ErrorCodes.InvalidRequest"/>.
    /// </exception>
    public async Task<CompareInput> PlanAsync(string id, ComparisonRequest request, CancellationToken cancellationToken)
    {
        EvaluationRequestRules.CheckResampling(request.Level, request.Resamples);
        var run = await RequireAsync(request.Run ?? throw new WinnowException(ErrorCodes.InvalidRequest, "Send the id of an evaluation as \"run\"."), cancellationToken);
        var spec = run.Settings.Spec with { Baseline = request.Baseline };
        if (request.Baseline is { } baseline)
        {
            EvaluationRequestRules.RequireComparable(await RequireAsync(baseline, cancellationToken), spec);
        }

        return new(
            id, run.Id, request.Baseline, EvaluationRequestRules.RequireGates(request.Gates ?? [], spec), request.Level ?? spec.Level, request.Resamples ?? spec.Resamples,
            request.Seed ?? spec.Seed);
    }

    private async Task<EvaluationReport> RequireAsync(string id, CancellationToken cancellationToken) =>
        await evaluations.ReadReportAsync(EvaluationRequestRules.RequireRun(id), cancellationToken)
        ?? throw new WinnowException(ErrorCodes.UnknownRun, $"The evaluation '{id}' has no report: it is not there, or has not ended.");
}

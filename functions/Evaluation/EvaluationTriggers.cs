using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Functions.Http;

namespace Winnow.Functions.Evaluation;

/// <summary>HTTP: start an evaluation, follow it, cancel it, read its report.</summary>
public sealed class EvaluationTriggers(EvaluationPlanner planner, IEvaluationStore evaluations)
{
    private static readonly RunApi<EvaluationResult> s_runs = new("evaluation", "evaluations");

    [Function(nameof(StartEvaluation))]
    public Task<IResult> StartEvaluation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "evaluations")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var id = s_runs.IdOf(request);
            var input = await planner.PlanAsync(id, await HttpApi.ReadBodyAsync<EvaluationRequest>(request, cancellationToken), cancellationToken);
            return await s_runs.StartAsync(client, request, nameof(EvaluateOrchestrator), id, input, cancellationToken);
        });

    [Function(nameof(GetEvaluation))]
    public Task<IResult> GetEvaluation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "evaluations/{id}")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.GetAsync(client, EvaluationRequestRules.RequireRun(id), cancellationToken));

    [Function(nameof(CancelEvaluation))]
    public Task<IResult> CancelEvaluation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "evaluations/{id}")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.CancelAsync(client, EvaluationRequestRules.RequireRun(id), cancellationToken));

    [Function(nameof(GetEvaluationReportJson))]
    public Task<IResult> GetEvaluationReportJson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "evaluations/{id}/report.json")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => ReportAsync(client, id, "report.json", "application/json", cancellationToken));

    [Function(nameof(GetEvaluationReportHtml))]
    public Task<IResult> GetEvaluationReportHtml(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "evaluations/{id}/report.html")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() =>
        {
            // The page needs nothing but its own styles and images: nothing else may load or run.
            request.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
            request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
            return ReportAsync(client, id, "report.html", "text/html; charset=utf-8", cancellationToken);
        });

    private async Task<IResult> ReportAsync(DurableTaskClient client, string id, string file, string type, CancellationToken cancellationToken)
    {
        if (await evaluations.FindReportAsync(EvaluationRequestRules.RequireRun(id), file, cancellationToken) is { } report)
        {
            return TypedResults.Stream(report, type);
        }

        await s_runs.FindResultAsync(client, id, cancellationToken);
        throw new WinnowException(ErrorCodes.UnknownRun, $"The evaluation '{id}' has no report, or none yet; GET /api/evaluations/{id} says how far it is.");
    }
}

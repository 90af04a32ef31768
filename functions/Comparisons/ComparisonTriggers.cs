using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Winnow.Functions.Http;

namespace Winnow.Functions.Comparisons;

/// <summary>HTTP: compare two evaluations, follow that, cancel it.</summary>
public sealed class ComparisonTriggers(ComparisonPlanner planner)
{
    private static readonly RunApi<ComparisonResult> s_runs = new("comparison", "comparisons");

    [Function(nameof(StartComparison))]
    public Task<IResult> StartComparison(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "comparisons")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var id = s_runs.IdOf(request);
            var input = await planner.PlanAsync(id, await HttpApi.ReadBodyAsync<ComparisonRequest>(request, cancellationToken), cancellationToken);
            return await s_runs.StartAsync(client, request, nameof(CompareOrchestrator), id, input, cancellationToken);
        });

    [Function(nameof(GetComparison))]
    public Task<IResult> GetComparison(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "comparisons/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.GetAsync(client, id, cancellationToken));

    [Function(nameof(CancelComparison))]
    public Task<IResult> CancelComparison(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "comparisons/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.CancelAsync(client, id, cancellationToken));
}

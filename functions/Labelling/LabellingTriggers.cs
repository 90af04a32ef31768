using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Winnow.Functions.Http;

namespace Winnow.Functions.Labelling;

/// <summary>HTTP: start a labelling run, follow it, cancel it.</summary>
public sealed class LabellingTriggers(LabelPlanner planner)
{
    private static readonly RunApi<LabelResult> s_runs = new("labelling", "labellings");

    [Function(nameof(StartLabelling))]
    public Task<IResult> StartLabelling(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "labellings")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var body = await HttpApi.ReadBodyAsync<LabellingRequest>(request, cancellationToken);
            var id = s_runs.IdOf(request);
            var input = await planner.PlanAsync(id, body, cancellationToken);
            return await s_runs.StartAsync(client, request, nameof(LabelOrchestrator), id, input, cancellationToken);
        });

    [Function(nameof(GetLabelling))]
    public Task<IResult> GetLabelling(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "labellings/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.GetAsync(client, id, cancellationToken));

    [Function(nameof(CancelLabelling))]
    public Task<IResult> CancelLabelling(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "labellings/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.CancelAsync(client, id, cancellationToken));
}

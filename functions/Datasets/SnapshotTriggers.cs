using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Versions;
using Winnow.Functions.Http;

namespace Winnow.Functions.Datasets;

/// <summary>HTTP: take a snapshot of a dataset, follow it, cancel it; list and show versions.</summary>
public sealed class SnapshotTriggers(SnapshotPlanner planner, IDatasetStore datasets, IVersionStore versions)
{
    private static readonly RunApi<DatasetVersion> s_runs = new("snapshot", "snapshots");

    [Function(nameof(StartSnapshot))]
    public Task<IResult> StartSnapshot(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "snapshots")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var body = await HttpApi.ReadBodyAsync<SnapshotRequest>(request, cancellationToken);
            var id = s_runs.IdOf(request);
            return await s_runs.StartAsync(client, request, nameof(SnapshotOrchestrator), id, await planner.PlanAsync(id, body, cancellationToken), cancellationToken);
        });

    [Function(nameof(GetSnapshot))]
    public Task<IResult> GetSnapshot(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "snapshots/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.GetAsync(client, id, cancellationToken));

    [Function(nameof(CancelSnapshot))]
    public Task<IResult> CancelSnapshot(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "snapshots/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.CancelAsync(client, id, cancellationToken));

    [Function(nameof(ListVersions))]
    public Task<IResult> ListVersions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "datasets/{dataset}/versions")] HttpRequest request, string dataset,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var found = await datasets.RequireAsync(dataset, cancellationToken);
            return HttpApi.Ok(new Listing<DatasetVersion>(await versions.ListAsync(found.Name, cancellationToken), NextLink: null));
        });

    [Function(nameof(GetVersion))]
    public Task<IResult> GetVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "datasets/{dataset}/versions/{version}")] HttpRequest request, string dataset, string version,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var found = await datasets.RequireAsync(dataset, cancellationToken);
            return HttpApi.Ok(await versions.FindAsync(found.Name, version, cancellationToken) ?? throw new WinnowException(
                ErrorCodes.UnknownVersion, $"Dataset '{found.Name}' has no version '{version}'; GET /api/datasets/{found.Name}/versions lists them, POST /api/snapshots makes one."));
        });
}

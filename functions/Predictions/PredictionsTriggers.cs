using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Winnow.Core.Catalogue;
using Winnow.Functions.Datasets;
using Winnow.Functions.Http;
using Winnow.Storage.Imports;

namespace Winnow.Functions.Predictions;

/// <summary>HTTP: bring predictions to a dataset, follow and cancel that, list what was brought.</summary>
public sealed class PredictionsTriggers(ImportPlanner planner, PredictionUpload upload, ImportTable imports, IDatasetStore datasets)
{
    private static readonly RunApi<ImportResult> s_runs = new("import", "imports");

    /// <summary>Keeps the body, or takes the address of a file, and starts its import.</summary>
    [Function(nameof(ImportPredictions))]
    public Task<IResult> ImportPredictions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "datasets/{dataset}/predictions")] HttpRequest request, string dataset,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var id = s_runs.IdOf(request);
            var input = await planner.PlanAsync(id, dataset, request, cancellationToken);
            if (input.Source is null)
                await upload.TakeAsync(id, request, cancellationToken);
            return await s_runs.StartAsync(client, request, nameof(ImportOrchestrator), id, input, cancellationToken);
        });

    [Function(nameof(ListPredictions))]
    public Task<IResult> ListPredictions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "datasets/{dataset}/predictions")] HttpRequest request, string dataset,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var found = await datasets.RequireAsync(dataset, cancellationToken);
            var brought = await imports.ListAsync(found.Name, cancellationToken);
            return HttpApi.Ok(new Listing<BroughtDescription>([.. brought.Select(BroughtDescription.From)], NextLink: null));
        });

    [Function(nameof(GetImport))]
    public Task<IResult> GetImport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "imports/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.GetAsync(client, id, cancellationToken));

    [Function(nameof(CancelImport))]
    public Task<IResult> CancelImport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "imports/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.CancelAsync(client, id, cancellationToken));
}

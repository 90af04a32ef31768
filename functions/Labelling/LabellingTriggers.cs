using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Functions.Datasets;
using Winnow.Functions.Http;

namespace Winnow.Functions.Labelling;

/// <summary>HTTP: start a labelling run, follow it, cancel it.</summary>
public sealed class LabellingTriggers(IDatasetStore datasets, IModelStore models, IOptions<LabellingOptions> options)
{
    private static readonly RunApi<LabelResult> s_runs = new("labelling", "labellings");

    [Function(nameof(StartLabelling))]
    public Task<IResult> StartLabelling(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "labellings")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var body = await HttpApi.ReadBodyAsync<LabellingRequest>(request, cancellationToken);
            var id = s_runs.IdOf(request);
            var input = await ResolveAsync(body, id, cancellationToken);
            return await s_runs.StartAsync(client, request, nameof(LabelOrchestrator), id, input, cancellationToken);
        });

    [Function(nameof(GetLabelling))]
    public Task<IResult> GetLabelling(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "labellings/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.GetAsync(client, id, cancellationToken));

    [Function(nameof(CancelLabelling))]
    public Task<IResult> CancelLabelling(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "labellings/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.CancelAsync(client, id, cancellationToken));

    private async Task<LabelInput> ResolveAsync(LabellingRequest body, string run, CancellationToken cancellationToken)
    {
        if (body.MinimumConfidence is not (null or (>= 0 and <= 1)))
            throw new WinnowException(ErrorCodes.InvalidRequest, $"minimumConfidence is {body.MinimumConfidence}; it must be from 0 to 1.");
        var dataset = await datasets.RequireAsync(body.Dataset, cancellationToken);
        var name = body.Model ?? dataset.Policy.Model ?? throw new WinnowException(ErrorCodes.InvalidRequest,
            $"No model is named, and the policy of dataset '{dataset.Name}' has none: send \"model\", or set one with PUT /api/datasets/{dataset.Name}/policy.");
        var model = await models.ResolveAsync(name, cancellationToken);
        return new()
        {
            Run = run,
            Dataset = dataset.Name,
            Model = model.GetId().ToString(),
            MinimumConfidence = body.MinimumConfidence ?? dataset.Policy.MinimumConfidence,
            OnlyMissing = body.OnlyMissing ?? false,
            ShardsAtOnce = options.Value.ShardsAtOnce,
        };
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;
using Winnow.Functions.Http;
using Winnow.Functions.Ingestion;

namespace Winnow.Functions.Datasets;

/// <summary>HTTP: create, list and show datasets, and set their label policy.</summary>
public sealed class DatasetsTriggers(IDatasetStore datasets, IIntake intake, TimeProvider time)
{
    [Function(nameof(ListDatasets))]
    public Task<IResult> ListDatasets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "datasets")] HttpRequest request, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
            HttpApi.Ok(new Listing<Dataset>(await datasets.ListAsync(cancellationToken).ToListAsync(cancellationToken), NextLink: null)));

    [Function(nameof(CreateDataset))]
    public Task<IResult> CreateDataset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "datasets")] HttpRequest request, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var body = await HttpApi.ReadBodyAsync<CreateDatasetRequest>(request, cancellationToken);
            var wanted = new Dataset
            {
                Name = Names.RequireDataset(body.Name),
                Policy = LabelPolicyRules.Require(body.Policy ?? new LabelPolicy()),
                Classes = LabelPolicyRules.Require(body.Classes ?? []),
                CreatedAt = time.GetUtcNow(),
            };
            return HttpApi.Ok(await datasets.EnsureAsync(wanted, cancellationToken), StatusCodes.Status201Created);
        });

    [Function(nameof(GetDataset))]
    public Task<IResult> GetDataset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "datasets/{dataset}")] HttpRequest request, string dataset,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var found = await datasets.RequireAsync(dataset, cancellationToken);
            return HttpApi.Ok(await DescribeAsync(found, client, cancellationToken));
        });

    [Function(nameof(SetLabelPolicy))]
    public Task<IResult> SetLabelPolicy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "datasets/{dataset}/policy")] HttpRequest request, string dataset,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var policy = LabelPolicyRules.Require(await HttpApi.ReadBodyAsync<LabelPolicy>(request, cancellationToken));
            var found = await datasets.RequireAsync(dataset, cancellationToken);
            return HttpApi.Ok(await datasets.UpdateAsync(found with { Policy = policy }, cancellationToken));
        });

    private async Task<DatasetDescription> DescribeAsync(Dataset dataset, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var instance = await client.GetInstanceAsync(IntakeOrchestrator.InstanceId(dataset.Name), cancellationToken);
        var status = instance is { IsCompleted: false } ? "running" : "idle";
        return new(
            dataset.Name, dataset.Policy, dataset.Classes, dataset.CreatedAt,
            await datasets.GetTotalsAsync(dataset.Name, cancellationToken),
            new IntakeStatus(status, await intake.CountPendingAsync(dataset.Name, cancellationToken)));
    }
}

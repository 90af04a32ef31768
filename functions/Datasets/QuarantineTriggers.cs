using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;
using Winnow.Functions.Http;

namespace Winnow.Functions.Datasets;

/// <summary>HTTP: what was refused, and why.</summary>
public sealed class QuarantineTriggers(IDatasetStore datasets, IQuarantine quarantine)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    [Function(nameof(ListQuarantine))]
    public Task<IResult> ListQuarantine(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "datasets/{dataset}/quarantine")] HttpRequest request, string dataset,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var query = new QueryReader(request);
            var found = await datasets.RequireAsync(dataset, cancellationToken);
            var page = await quarantine.ListAsync(
                found.Name, query.Whole("limit", 1, MaxLimit, DefaultLimit), query.Text("continuation"), cancellationToken);
            return HttpApi.Ok(Listing.From(page, request));
        });
}

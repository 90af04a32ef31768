using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Ingestion;
using Winnow.Functions.Http;

namespace Winnow.Functions.Datasets;

/// <summary>HTTP: query items, show one with its labels, and serve its bytes.</summary>
public sealed class ItemsTriggers(IDatasetStore datasets, ICatalogue catalogue, IPackStore packs)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;
    private const int IdLength = 64;

    [Function(nameof(QueryItems))]
    public Task<IResult> QueryItems(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "datasets/{dataset}/items")] HttpRequest request, string dataset,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var query = new QueryReader(request);
            var found = await datasets.RequireAsync(dataset, cancellationToken);
            var page = await catalogue.QueryAsync(
                found.Name, ReadQuery(query), query.Whole("limit", 1, MaxLimit, DefaultLimit), query.Text("continuation"), cancellationToken);
            return HttpApi.Ok(Listing.From(page, request));
        });

    [Function(nameof(GetItem))]
    public Task<IResult> GetItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "datasets/{dataset}/items/{itemId}")] HttpRequest request, string dataset, string itemId,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var found = await datasets.RequireAsync(dataset, cancellationToken);
            var details = await catalogue.DescribeAsync(found.Name, RequireId(itemId), cancellationToken) ?? throw Unknown(dataset, itemId);
            return HttpApi.Ok(ItemDescription.From(details));
        });

    [Function(nameof(GetItemContent))]
    public Task<IResult> GetItemContent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "datasets/{dataset}/items/{itemId}/content")] HttpRequest request, string dataset,
        string itemId, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var found = await datasets.RequireAsync(dataset, cancellationToken);
            var item = await catalogue.FindAsync(found.Name, RequireId(itemId), cancellationToken) ?? throw Unknown(dataset, itemId);
            var content = await packs.ReadAsync(item, cancellationToken);
            // Content comes from outside: a browser must neither guess its type nor run it.
            request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
            request.HttpContext.Response.Headers.ContentSecurityPolicy = "sandbox";
            return TypedResults.Bytes(content, item.MediaType, entityTag: new EntityTagHeaderValue($"\"{item.Id}\""));
        });

    private static ItemQuery ReadQuery(QueryReader query)
    {
        var model = query.Text("model");
        return new()
        {
            Label = query.Text("label"),
            MinimumConfidence = query.Number("minConfidence", 0, 1),
            MaximumConfidence = query.Number("maxConfidence", 0, 1),
            Model = model is null ? null : ModelId.Parse(model).ToString(),
            MinimumDisagreement = query.Number("minDisagreement", 0, 1),
            Split = Splits.Canonical(query.Text("split")),
            State = query.OneOf<ItemState>("state"),
            NamePrefix = query.Text("namePrefix"),
            Error = query.Text("error"),
        };
    }

    private static string RequireId(string itemId) =>
        itemId.Length == IdLength && itemId.All(char.IsAsciiHexDigitLower)
            ? itemId
            : throw new WinnowException(ErrorCodes.InvalidRequest, "An item id is the SHA-256 of its content: 64 digits of 0-9 and a-f.");

    private static WinnowException Unknown(string dataset, string itemId) =>
        new(ErrorCodes.UnknownItem, $"The dataset '{dataset}' has no item {itemId}; GET /api/datasets/{dataset}/items lists what it has.");
}

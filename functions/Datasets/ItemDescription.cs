using Winnow.Core.Catalogue;

namespace Winnow.Functions.Datasets;

/// <summary>One item as <c>GET /api/datasets/{dataset}/items/{itemId}</c> shows it: what it is, its names, and everything said about it.</summary>
public sealed record ItemDescription(
    string Id, string Pack, long Offset, long Length, string MediaType, int? Width, int? Height, string? Split, ItemState State, DateTimeOffset IngestedAt,
    IReadOnlyList<string> Names, IReadOnlyList<AnnotationDescription> Annotations, IReadOnlyList<PredictionDescription> Predictions)
{
    public static ItemDescription From(ItemDetails details) => new(
        details.Item.Id, details.Item.Pack, details.Item.Offset, details.Item.Length, details.Item.MediaType, details.Item.Width, details.Item.Height,
        details.Item.Split, details.Item.State, details.Item.IngestedAt, details.Names,
        [.. details.Annotations.Select(annotation => new AnnotationDescription(annotation.Source, annotation.Label, annotation.Text))],
        [.. details.Predictions.Select(PredictionDescription.From)]);
}

using System.Text.Json;
using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads the elements of COCO files.</summary>
/// <remarks>Source: https://cocodataset.org/#format-data and #format-results. Keys that mean nothing here (keypoints, licences, …) are ignored.</remarks>
internal static class CocoJson
{
    public const string Images = "images";
    public const string Annotations = "annotations";
    public const string Categories = "categories";

    public static CocoImageEntry ReadImage(ReadOnlyMemory<byte> json) =>
        JsonRow.Read(json, ImageOf, static problem => new CocoImageEntry("", "", Problem: problem));

    public static CocoCategory ReadCategory(ReadOnlyMemory<byte> json) =>
        JsonRow.Read(json, CategoryOf, static problem => new CocoCategory("", "", problem));

    /// <summary>An annotation or a result.</summary>
    public static CocoObject ReadObject(ReadOnlyMemory<byte> json) =>
        JsonRow.Read(json, ObjectOf, static problem => new CocoObject { Problem = problem });

    /// <summary>Adds a category.</summary>
    /// <returns>Why it cannot be added; null when it was.</returns>
    public static string? AddTo(Dictionary<string, string> categories, CocoCategory category) =>
        category.Problem ?? (categories.TryAdd(category.Id, category.Name) ? null : $"Another category has the id {ItemPath.Show(category.Id)}.");

    /// <summary>Gives a mask of polygons the size of its image; any other object stays as it is.</summary>
    /// <exception cref="FormatException">The size is not known, or is not the one that the mask states.</exception>
    public static LabelledObject Sized(LabelledObject one, int? height, int? width)
    {
        if (one.Mask is not { } mask)
        {
            return one;
        }

        if (mask.Height > 0)
        {
            return (height ?? mask.Height) == mask.Height && (width ?? mask.Width) == mask.Width
                ? one
                : throw new FormatException($"The mask is {mask.Height} × {mask.Width}, the image {height} × {width} (height × width).");
        }

        if (height is null || width is null)
        {
            throw new FormatException("The image has no 'height' and 'width', which a mask of polygons needs.");
        }

        return one with { Mask = mask with { Height = MaskJson.CheckSide(height.Value, "height"), Width = MaskJson.CheckSide(width.Value, "width") } };
    }

    private static CocoImageEntry ImageOf(JsonElement json) => new(
        Required(json, "id").Text, JsonValues.Text(json, "file_name") ?? throw new FormatException("The image has no 'file_name'."),
        Size(json, "height"), Size(json, "width"), DetailJson.Metadata(json));

    private static CocoCategory CategoryOf(JsonElement json) => new(
        Required(json, "id").Text, JsonValues.Name(json, "name")?.Trim() ?? throw new FormatException("The category has no 'name'."));

    private static CocoObject ObjectOf(JsonElement json)
    {
        var (image, caption) = (Required(json, "image_id"), JsonValues.Text(json, "caption"));
        var isCaption = caption is not null && JsonValues.Find(json, "bbox") is null && JsonValues.Find(json, "segmentation") is null;
        return new()
        {
            Image = image, Category = Id(json, "category_id"), Id = Id(json, "id"),
            Caption = isCaption ? caption : null, Object = isCaption ? null : Found(json),
        };
    }

    private static LabelledObject Found(JsonElement json)
    {
        var mask = Mask(json);
        return new()
        {
            Label = "",
            Box = ObjectJson.Box(json, "bbox") ?? MaskJson.Bounds(mask) ?? throw new FormatException("It has neither 'bbox' nor 'segmentation'."),
            Mask = mask, IsCrowd = JsonValues.IsTrue(json, "iscrowd"),
            Area = JsonValues.Number(json, "area"), Score = JsonValues.Number(json, "score"),
        };
    }

    /// <summary>Polygons, or run lengths with their size; an empty list stands for no mask.</summary>
    private static ObjectMask? Mask(JsonElement json)
    {
        if (JsonValues.Find(json, "segmentation") is not { } segmentation)
        {
            return null;
        }

        if (segmentation.ValueKind is JsonValueKind.Array)
        {
            return segmentation.GetArrayLength() == 0 ? null : new() { Height = 0, Width = 0, Polygons = MaskJson.Polygons(segmentation) };
        }

        if (segmentation.ValueKind is not JsonValueKind.Object || JsonValues.Find(segmentation, "counts") is not { } counts)
        {
            throw JsonValues.Wrong("segmentation", segmentation, "polygons, or an object with 'size' and 'counts'");
        }

        return JsonValues.List(segmentation, "size", JsonValues.WholeNumberOf) is [var height, var width]
            ? new()
            {
                Height = MaskJson.CheckSide(height, "size"), Width = MaskJson.CheckSide(width, "size"), Counts = MaskJson.Counts(counts, height, width),
            }
            : throw new FormatException("'segmentation' has 'counts' but no 'size' of [height, width].");
    }

    private static CocoId Required(JsonElement json, string key) => Id(json, key) ?? throw new FormatException($"It has no '{key}'.");

    private static CocoId? Id(JsonElement json, string key) => JsonValues.Find(json, key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number => new CocoId(number.TryGetInt64(out var whole) ? $"{whole}" : number.GetRawText(), false),
        { } text => new CocoId(JsonValues.TextOf(text, key), true),
    };

    private static int? Size(JsonElement json, string key) => JsonValues.Find(json, key) is { } size ? JsonValues.WholeNumberOf(size, key) : null;
}

using System.Runtime.CompilerServices;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Puts the images, categories and annotations of a COCO file together, in whatever order they come.</summary>
/// <remarks>
/// Memory: every image (about 300 bytes) and the objects of all images (about 200 bytes each, and mostly 2 for each number of a polygon: see
/// <see cref="PackedPolygons"/>) until the file ends, at most <see cref="AnnotationOptions.MaxHeldBytes"/>. An object that is refused is missing on its image; the image and the rest go on.
/// </remarks>
internal sealed class CocoAnnotations(string name, AnnotationOptions options)
{
    private const int ImageBytes = 300;

    private readonly List<CocoHeldImage> images = [];
    private readonly Dictionary<string, CocoHeldImage> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> categories = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> ids = [];
    private int count;
    private bool hasObjects;
    private bool hasCaptions;
    private long heldBytes;

    /// <summary>Reads a file: refusals as they come up, and at its end one row for each image.</summary>
    public static async IAsyncEnumerable<AnnotationRow> ReadAsync(
        string name, Stream content, AnnotationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = new JsonParts(
            name, options.MaxFieldBytes, RefusalCodes.InvalidAnnotation, CocoJson.Images, CocoJson.Annotations, CocoJson.Categories);
        var file = new CocoAnnotations(name, options);
        await foreach (var (line, part) in RowStream.ReadAsync(name, content, parts, cancellationToken))
        {
            if (file.Add(line, part) is { } problem)
            {
                yield return new(line, null, new(part.NameIn(name), RefusalCodes.InvalidAnnotation, problem));
            }
        }

        if (!parts.Has(CocoJson.Images) || !parts.Has(CocoJson.Annotations))
        {
            var missing = parts.Has(CocoJson.Images) ? CocoJson.Annotations : CocoJson.Images;
            throw new RefusedContentException(new(name, RefusalCodes.InvalidAnnotation, $"The file has no array '{missing}': it is no COCO annotation file."));
        }

        foreach (var row in file.Rows())
        {
            yield return row;
        }
    }

    private string? Add(int line, JsonPart part) => part.Section switch
    {
        CocoJson.Images => AddImage(line, part.Index, CocoJson.ReadImage(part.Json)),
        CocoJson.Categories => CocoJson.AddTo(categories, CocoJson.ReadCategory(part.Json)),
        _ => AddObject(line, part.Index, CocoJson.ReadObject(part.Json)),
    };

    private string? AddImage(int line, int index, CocoImageEntry entry)
    {
        Hold(line, ImageBytes);
        if (entry.Problem is not null)
        {
            return entry.Problem;
        }

        var image = Find(entry.Id);
        if (image.Entry is not null)
        {
            return $"Another image has the id {ItemPath.Show(entry.Id)}; that one stands.";
        }

        image.Set(entry, line, index);
        return null;
    }

    private string? AddObject(int line, int index, CocoObject said)
    {
        if (++count > options.MaxRows)
        {
            throw new RefusedContentException(new(name, RefusalCodes.TooLarge,
                $"The file has more than {options.MaxRows:N0} annotations, which it reaches on line {line}; split it."));
        }

        hasCaptions |= said.Caption is not null;
        hasObjects |= said.Object is not null;
        if (said.Problem is not null)
        {
            return said.Problem;
        }

        if (said.Id is { } id && !ids.Add(Hash64.Of(id.Text)))
        {
            return $"Another annotation has the id {ItemPath.Show(id.Text)}; that one stands.";
        }

        var held = new CocoHeldObject(line, index, said);
        Hold(line, held.Bytes + (said.Caption?.Length ?? 0) * sizeof(char));
        Find(said.Image.Text).Add(held, said.Caption);
        return null;
    }

    private void Hold(int line, long bytes)
    {
        heldBytes += bytes;
        if (heldBytes > options.MaxHeldBytes || images.Count > options.MaxRows)
        {
            throw new RefusedContentException(new(name, RefusalCodes.TooLarge,
                $"Up to line {line} the file has {images.Count:N0} images and {count:N0} annotations, which need about {heldBytes:N0} bytes of memory; "
                + $"the limits are {options.MaxRows:N0} images and {options.MaxHeldBytes:N0} bytes. Split it by images."));
        }
    }

    private CocoHeldImage Find(string id)
    {
        if (!byId.TryGetValue(id, out var image))
        {
            byId[id] = image = new(id);
            images.Add(image);
        }

        return image;
    }

    private IEnumerable<AnnotationRow> Rows() => images.SelectMany(new CocoRows(name, options, categories, hasObjects || count == 0).Of);
}

using System.Runtime.CompilerServices;
using Winnow.Core.Ingestion;
using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>Puts the images, categories and annotations of a COCO file together, in whatever order they come.</summary>
/// <remarks>
/// Memory: every image (about 300 bytes) and the objects of all images (about 160 bytes each, and 8 for each number of a polygon) until the file
/// ends, at most <see cref="AnnotationOptions.MaxHeldBytes"/>. An object that is refused is missing on its image; the image and the rest go on.
/// </remarks>
internal sealed class CocoAnnotations(string name, AnnotationOptions options)
{
    private const int ImageBytes = 300;
    private const int HeldBytes = 40;

    private readonly RowJudge judge = new(name, options);
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
                yield return Refused(line, new(part.NameIn(name), RefusalCodes.InvalidAnnotation, problem));
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

        Hold(line, HeldBytes + (said.Object is { } one ? DetailSize.Of(one) : said.Caption!.Length * sizeof(char)));
        Find(said.Image.Text).Add(line, index, said);
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

    private IEnumerable<AnnotationRow> Rows()
    {
        foreach (var image in images)
        {
            List<AnnotationRow> refused = [];
            var row = image.Entry is { } entry ? RowOf(image, entry, refused) : NoImage(image, refused);
            image.Release();
            foreach (var one in refused)
            {
                yield return one;
            }

            if (row is { } said)
            {
                yield return said;
            }
        }
    }

    private AnnotationRow? RowOf(CocoHeldImage image, CocoImageEntry entry, List<AnnotationRow> refused)
    {
        var objects = new List<LabelledObject>(image.Objects.Count);
        foreach (var held in image.Objects)
        {
            if (held.Object is { } one && Resolve(entry, held, one, objects) is { } refusal)
            {
                refused.Add(Refused(held.Line, refusal));
            }
        }

        var detail = DetailJson.NullIfEmpty(new()
        {
            Objects = hasObjects || count == 0 ? objects : null, Texts = image.Captions, Metadata = entry.Metadata,
        });
        return detail is null
            ? null
            : judge.Judge(image.Line, $"{name}:{CocoJson.Images}[{image.Index}]", new(FileName: entry.FileName, Detail: detail));
    }

    /// <summary>Adds an object with its label and the size of its mask, or says why it is refused.</summary>
    private Refusal? Resolve(CocoImageEntry image, CocoHeldObject held, LabelledObject one, List<LabelledObject> objects)
    {
        var shown = NameOf(held);
        if (!categories.TryGetValue(held.Category, out var label))
        {
            return new(shown, RefusalCodes.InvalidAnnotation, held.Category.Length == 0
                ? "It has no 'category_id'."
                : $"The category_id {ItemPath.Show(held.Category)} is not among the {categories.Count:N0} categories of the file.");
        }

        try
        {
            var resolved = CocoJson.Sized(one with { Label = label, Score = null }, image.Height, image.Width);
            if (judge.Objects.Check(shown, resolved) is { } refusal)
            {
                return refusal;
            }

            objects.Add(resolved);
            return null;
        }
        catch (FormatException e)
        {
            return new(shown, RefusalCodes.InvalidAnnotation, e.Message);
        }
    }

    private AnnotationRow? NoImage(CocoHeldImage image, List<AnnotationRow> refused)
    {
        foreach (var held in image.Objects)
        {
            refused.Add(Refused(held.Line, new(NameOf(held), RefusalCodes.InvalidAnnotation,
                $"The image_id {ItemPath.Show(image.Id)} is not among the images of the file.")));
        }

        return null;
    }

    private string NameOf(CocoHeldObject held) => $"{name}:{CocoJson.Annotations}[{held.Index}]";

    private static AnnotationRow Refused(int line, Refusal refusal) => new(line, null, refusal);
}

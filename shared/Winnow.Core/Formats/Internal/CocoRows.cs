using Winnow.Core.Ingestion;
using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>Turns the images of a COCO file, once all of it has been read, into annotations and refusals.</summary>
/// <param name="name">Path of the file.</param>
/// <param name="options">What it may say.</param>
/// <param name="categories">Class names by id.</param>
/// <param name="saysObjects">Whether an image without objects is one on which there is nothing; else the file speaks of captions alone.</param>
internal sealed class CocoRows(string name, AnnotationOptions options, IReadOnlyDictionary<string, string> categories, bool saysObjects)
{
    private readonly RowJudge judge = new(name, options);

    /// <summary>The refusals of an image's annotations, and then the image; what it holds is released.</summary>
    public List<AnnotationRow> Of(CocoHeldImage image)
    {
        var rows = new List<AnnotationRow>();
        if (image.Entry is { } entry)
        {
            AddImage(image, entry, rows);
        }
        else
        {
            rows.AddRange(image.Annotations.Select(held => Refused(held, $"The image_id {ItemPath.Show(image.Id)} is not among the images of the file.")));
        }

        image.Release();
        return rows;
    }

    private void AddImage(CocoHeldImage image, CocoImageEntry entry, List<AnnotationRow> rows)
    {
        var objects = new List<LabelledObject>(image.Annotations.Count);
        foreach (var held in image.Annotations)
        {
            if (held.IsObject && Resolve(entry, held, objects) is { } refused)
            {
                rows.Add(refused);
            }
        }

        var detail = DetailJson.NullIfEmpty(new() { Objects = saysObjects ? objects : null, Texts = image.Captions, Metadata = entry.Metadata });
        var shown = $"{name}:{CocoJson.Images}[{image.Index}]";
        if (detail is not null && judge.Judge(image.Line, shown, new(FileName: entry.FileName, Detail: detail)) is { } row)
        {
            rows.Add(row);
        }
    }

    /// <summary>Adds an object with its label and the size of its mask, or says why it is refused.</summary>
    private AnnotationRow? Resolve(CocoImageEntry image, CocoHeldObject held, List<LabelledObject> objects)
    {
        if (held.Category is null)
        {
            return Refused(held, "It has no 'category_id'.");
        }

        if (!categories.TryGetValue(held.Category, out var label))
        {
            return Refused(held, $"The category_id {ItemPath.Show(held.Category)} is not among the {categories.Count:N0} categories of the file.");
        }

        try
        {
            var resolved = CocoJson.Sized(held.Unpack() with { Label = label, Score = null }, image.Height, image.Width);
            if (judge.Objects.Check(NameOf(held), resolved) is { } refusal)
            {
                return new(held.Line, null, refusal);
            }

            objects.Add(resolved);
            return null;
        }
        catch (FormatException e)
        {
            return Refused(held, e.Message);
        }
    }

    private AnnotationRow Refused(CocoHeldObject held, string reason) => new(held.Line, null, new(NameOf(held), RefusalCodes.InvalidAnnotation, reason));

    private string NameOf(CocoHeldObject held) => $"{name}:{CocoJson.Annotations}[{held.Index}]";
}

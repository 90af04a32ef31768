using System.Runtime.CompilerServices;
using Winnow.Core.Ingestion;
using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>Gathers COCO results, which come in any order, by image.</summary>
/// <remarks>Memory: all results until the file ends, at most <see cref="PredictionOptions.MaxHeldBytes"/>. A result that is refused is missing on its image.</remarks>
internal sealed class CocoResults(string name, PredictionOptions options)
{
    private const int ImageBytes = 200;

    private readonly PredictionJudge judge = new(name, options);
    private readonly Dictionary<string, CocoFoundImage> images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> labels = new(StringComparer.Ordinal);
    private int count;
    private bool hasCaptions;
    private long heldBytes;

    /// <summary>Reads a file: refusals as they come up, and at its end one row for each image.</summary>
    public static async IAsyncEnumerable<ImportedPrediction> ReadAsync(
        string name, Stream content, PredictionOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var results = new CocoResults(name, options);
        var parts = new JsonParts(name, options.MaxFieldBytes, RefusalCodes.InvalidPrediction, "");
        await foreach (var (_, part) in RowStream.ReadAsync(name, content, parts, cancellationToken))
        {
            if (results.Add(part) is { } refusal)
            {
                yield return new(part.Index + 1, null, refusal);
            }
        }

        foreach (var image in results.images.Values)
        {
            yield return results.RowOf(image);
        }

        foreach (var image in results.ImagesWithoutResult())
        {
            yield return results.RowOf(image);
        }
    }

    private Refusal? Add(JsonPart part)
    {
        if (++count > options.MaxRows)
        {
            throw new RefusedContentException(new(name, RefusalCodes.TooLarge, $"The file has more than {options.MaxRows:N0} results; split it by images."));
        }

        var shown = part.NameIn(name);
        var found = CocoJson.ReadObject(part.Json);
        if (found.Problem is not null)
        {
            return Invalid(shown, found.Problem);
        }

        hasCaptions |= found.Caption is not null;
        var image = ImageOf(shown, found.Image);
        return !image.IsOk ? image.Refusal
            : found.Caption is { } caption ? AddCaption(shown, part.Index, image.Value, caption)
            : AddObject(shown, part.Index, image.Value, found);
    }

    private Refusal? AddCaption(string shown, int index, CocoImage image, string caption)
    {
        var held = Find(image, index);
        if (held.Caption is not null)
        {
            return new(shown, RefusalCodes.DuplicatePrediction, $"An earlier result has a caption of '{ItemPath.Show(image.Path)}' already; that one stands.");
        }

        Hold(caption.Length * sizeof(char));
        held.Caption = caption;
        return null;
    }

    private Refusal? AddObject(string shown, int index, CocoImage image, CocoObject found)
    {
        if (LabelOf(found.Category) is not { } label)
        {
            return Invalid(shown, found.Category is { } id
                ? $"The category_id {ItemPath.Show(id.Text)} is not among the {options.Vocabulary?.Categories.Count ?? 0:N0} categories that are known; bring the annotation file that it is from, or write class names."
                : "It has no 'category_id'.");
        }

        if (found.Object!.Score is null)
        {
            return Invalid(shown, "It has no 'score'.");
        }

        try
        {
            var one = CocoJson.Sized(found.Object, image.Height, image.Width) with { Label = label, IsCrowd = false, Area = null };
            if (judge.Objects.Check(shown, one) is { } refusal)
            {
                return refusal;
            }

            Hold(DetailSize.Of(one));
            Find(image, index).Objects.Add(one);
            return null;
        }
        catch (FormatException e)
        {
            return Invalid(shown, e.Message);
        }
    }

    private Checked<CocoImage> ImageOf(string shown, CocoId id)
    {
        if (options.Vocabulary?.Images.TryGetValue(id.Text, out var known) is true)
        {
            return known;
        }

        if (!id.IsText)
        {
            return Invalid(shown, $"The image_id {ItemPath.Show(id.Text)} is not among the {options.Vocabulary?.Images.Count ?? 0:N0} images that are known; bring the annotation file that it is from, or write file names.");
        }

        var path = ItemPath.Combine(options.Folder, id.Text);
        return path.IsOk ? new CocoImage(path.Value) : Invalid(shown, path.Refusal.Reason);
    }

    /// <summary>The class that a category stands for, as one string for all results.</summary>
    private string? LabelOf(CocoId? category)
    {
        if (category is not { } id)
        {
            return null;
        }

        if (options.Vocabulary?.Categories.TryGetValue(id.Text, out var known) is true)
        {
            return known;
        }

        return !id.IsText ? null
            : labels.TryGetValue(id.Text, out var label) ? label
            : labels[id.Text] = id.Text.Trim();
    }

    private CocoFoundImage Find(CocoImage image, int index)
    {
        if (!images.TryGetValue(image.Path, out var held))
        {
            Hold(ImageBytes);
            images[image.Path] = held = new(image.Path, index + 1);
        }

        return held;
    }

    private void Hold(long bytes)
    {
        heldBytes += bytes;
        if (heldBytes > options.MaxHeldBytes)
        {
            throw new RefusedContentException(new(name, RefusalCodes.TooLarge,
                $"The first {count:N0} results need about {heldBytes:N0} bytes of memory; the limit is {options.MaxHeldBytes:N0}. Split the file by images."));
        }
    }

    private IEnumerable<CocoFoundImage> ImagesWithoutResult() => hasCaptions || options.Vocabulary is not { } vocabulary
        ? []
        : vocabulary.Images.Values.Where(image => !images.ContainsKey(image.Path)).Select(image => new CocoFoundImage(image.Path, Row: 0));

    private ImportedPrediction RowOf(CocoFoundImage image)
    {
        var detail = image.Objects.Count == 0 && image.Caption is not null ? null : new LabelDetail { Objects = image.Objects };
        return judge.Judge(
            image.Row, image.Row == 0 ? name : $"{name}:[{image.Row - 1}]", new() { Path = image.Path }, new(Text: image.Caption, Detail: detail));
    }

    private static Refusal Invalid(string shown, string reason) => new(shown, RefusalCodes.InvalidPrediction, reason);
}

using Winnow.Core.Formats.Internal;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>What the ids of COCO results stand for: the images and categories of the annotation file that they belong to.</summary>
/// <remarks>Ids are kept as text: <c>42</c> and <c>"42"</c> are the same. Memory: both tables.</remarks>
public sealed record CocoVocabulary
{
    /// <summary>Images by id.</summary>
    public required IReadOnlyDictionary<string, CocoImage> Images { get; init; }

    /// <summary>Class names by id.</summary>
    public required IReadOnlyDictionary<string, string> Categories { get; init; }

    /// <summary>Reads the images and categories of a COCO annotation file; its annotations are skipped.</summary>
    /// <param name="name">Path of the file in the dataset: image names are relative to its folder.</param>
    /// <param name="content">The file from its first byte; not disposed.</param>
    /// <param name="options">Limits on the number of images and on the length of one.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RefusedContentException">The file is no COCO file, or one of its images or categories is broken or has an id that was there
    /// before (<see cref="RefusalCodes.InvalidAnnotation"/>); too many images (<see cref="RefusalCodes.TooLarge"/>).</exception>
    public static async Task<CocoVocabulary> ReadAsync(
        string name, Stream content, AnnotationOptions options, CancellationToken cancellationToken)
    {
        var (images, categories) = (new Dictionary<string, CocoImage>(), new Dictionary<string, string>());
        var parts = new JsonParts(name, options.MaxFieldBytes, RefusalCodes.InvalidAnnotation, CocoJson.Images, CocoJson.Categories);
        await foreach (var (_, part) in RowStream.ReadAsync(name, content, parts, cancellationToken))
        {
            var problem = part.Section is CocoJson.Images
                ? Add(images, CocoJson.ReadImage(part.Json), ItemPath.FolderOf(name))
                : CocoJson.AddTo(categories, CocoJson.ReadCategory(part.Json));
            if (problem is not null)
            {
                throw new RefusedContentException(new(part.NameIn(name), RefusalCodes.InvalidAnnotation, problem));
            }

            if (images.Count > options.MaxRows)
            {
                throw new RefusedContentException(new(name, RefusalCodes.TooLarge, $"The file has more than {options.MaxRows:N0} images."));
            }
        }

        return parts.Has(CocoJson.Images)
            ? new() { Images = images, Categories = categories }
            : throw new RefusedContentException(new(name, RefusalCodes.InvalidAnnotation, "The file has no array 'images': it is no COCO annotation file."));
    }

    private static string? Add(Dictionary<string, CocoImage> images, CocoImageEntry entry, string folder)
    {
        if (entry.Problem is not null)
        {
            return entry.Problem;
        }

        var path = ItemPath.Combine(folder, entry.FileName);
        return !path.IsOk ? path.Refusal.Reason
            : images.TryAdd(entry.Id, new(path.Value, entry.Height, entry.Width)) ? null
            : $"Another image has the id {ItemPath.Show(entry.Id)}.";
    }
}

using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads the entries of one sample: which are files, and what the others say about its images.</summary>
internal sealed class SampleReader(string archiveName, AnnotationOptions options)
{
    private readonly AnnotationRules _rules = new(options);
    private readonly string _folder = ItemPath.FolderOf(archiveName);

    /// <summary>Reads a sample; entries that are no files of it are disposed.</summary>
    public WebDatasetSample Read(string key, List<ArchiveEntry> entries)
    {
        var images = entries.Where(IsImage).ToList();
        if (images.Count == 0)
        {
            return new(key, entries, [], []);
        }

        var refusals = new List<Refusal>();
        NamedAnnotation? said = null;
        foreach (var entry in entries.Where(IsAnnotation))
        {
            using (entry)
            {
                Merge(ref said, entry, refusals);
            }
        }

        return new(key, [.. entries.Where(entry => !IsAnnotation(entry))], said is null ? [] : [.. About(images, said)], refusals);
    }

    private static bool IsImage(ArchiveEntry entry) => entry.Kind.IsImage() || SampleName.Of(entry.Path).IsImage;

    private static bool IsAnnotation(ArchiveEntry entry) =>
        entry.Refusal is null && !entry.Kind.IsImage() && SampleName.Of(entry.Path).IsAnnotation;

    /// <summary>The same for each image; one whose path is refused has no annotation.</summary>
    private IEnumerable<NamedAnnotation> About(List<ArchiveEntry> images, NamedAnnotation said) =>
        images.Select(image => ItemPath.Combine(_folder, image.Path))
            .Where(path => path.IsOk)
            .Select(path => said with { Path = path.Value! });

    private void Merge(ref NamedAnnotation? said, ArchiveEntry entry, List<Refusal> refusals)
    {
        var shown = $"{archiveName}/{entry.Path}";
        if (TextContent.Check(shown, entry.Content.Span, options.MaxFieldBytes) is { } invalid)
        {
            refusals.Add(invalid);
            return;
        }

        var fields = FieldsOf(entry);
        if (fields.Problem is { } problem)
        {
            refusals.Add(new(shown, RefusalCodes.InvalidAnnotation, problem));
            return;
        }

        if (fields.SaysNothing && SampleName.Of(entry.Path).Is("json"))
        {
            return; // Metadata of other kinds.
        }

        var annotation = _rules.Check(shown, path: "", fields, out _);
        if (!annotation.IsOk)
        {
            refusals.Add(annotation.Refusal);
        }
        else if (said is not null && Conflict(said, annotation.Value) is { } conflict)
        {
            refusals.Add(new(shown, RefusalCodes.ConflictingAnnotation, conflict));
        }
        else
        {
            said = Join(said, annotation.Value);
        }
    }

    private AnnotationFields FieldsOf(ArchiveEntry entry)
    {
        var name = SampleName.Of(entry.Path);
        var fields = name.Is("json") ? AnnotationJson.ReadSample(entry.Content[MarkLength(entry)..])
            : name.Is("cls") ? new(Label: TextContent.Decode(entry.Content.Span))
            : new(Text: TextContent.Decode(entry.Content.Span).TrimEnd('\r', '\n'));
        return fields with { Label = _rules.Resolve(fields.Label) };
    }

    private static int MarkLength(ArchiveEntry entry) => entry.Content.Span.StartsWith(Utf8Text.Mark) ? Utf8Text.Mark.Length : 0;

    private static string? Conflict(NamedAnnotation said, NamedAnnotation other) =>
        Differ(said.Label, other.Label) ? $"It says label '{other.Label}', an earlier file of the sample says '{said.Label}'; the earlier one stands."
        : Differ(said.Text, other.Text) ? "It says another text than an earlier file of the sample; the earlier one stands."
        : Differ(said.Split, other.Split) ? $"It says split '{other.Split}', an earlier file of the sample says '{said.Split}'; the earlier one stands."
        : null;

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;

    private static NamedAnnotation Join(NamedAnnotation? said, NamedAnnotation other) => said is null ? other : said with
    {
        Label = said.Label ?? other.Label, Text = said.Text ?? other.Text, Split = said.Split ?? other.Split,
    };
}

using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>The columns of an annotation CSV.</summary>
internal sealed class AnnotationColumns : ICsvColumns<AnnotationFields>
{
    private const string MetadataPrefix = "metadata.";

    private readonly int? fileName;
    private readonly int? label;
    private readonly int? text;
    private readonly int? split;
    private readonly int? source;
    private readonly int? value;
    private readonly int? labels;
    private readonly int? tags;
    private readonly IReadOnlyList<(string Name, int Index)> metadata;

    /// <exception cref="RefusedContentException">The header has no column <c>file_name</c>, or none that says anything.</exception>
    public AnnotationColumns(CsvHeader header)
    {
        (fileName, label, text, split, source) =
            (header.Find("file_name"), header.Find("label"), header.Find("text"), header.Find("split"), header.Find("source"));
        (value, labels, tags, metadata) = (header.Find("value"), header.Find("labels"), header.Find("tags"), header.FindAll(MetadataPrefix));
        if (fileName is null)
        {
            throw header.Refuse($"The header has no column 'file_name'; it has {header.Show()}. Columns are separated by commas.");
        }

        if ((label ?? text ?? split ?? value ?? labels ?? tags) is null && metadata.Count == 0)
        {
            throw header.Refuse(
                $"The header has none of the columns 'label', 'text', 'split', 'value', 'labels', 'tags' and 'metadata.…'; it has {header.Show()}.");
        }
    }

    public AnnotationFields Read(CsvTokenizer record) => new(
        CsvFields.Text(record, fileName), CsvFields.Text(record, label), CsvFields.Text(record, text), CsvFields.Text(record, split),
        CsvFields.Text(record, source), DetailOf(record));

    public AnnotationFields Broken(string problem) => new(Problem: problem);

    private LabelDetail? DetailOf(CsvTokenizer record) => DetailJson.NullIfEmpty(new()
    {
        Value = CsvFields.Number(record, value, "value"),
        Labels = CsvFields.Labels(record, labels),
        Tags = CsvFields.Tags(record, tags),
        Metadata = CsvFields.TextMap(record, metadata),
    });
}

using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>The columns of a CSV of predictions.</summary>
internal sealed class PredictionColumns : ICsvColumns<PredictionFields>
{
    /// <summary>Columns of probabilities are named <c>prob.cat</c>.</summary>
    public const string ProbabilityPrefix = "prob.";

    private readonly int? fileName;
    private readonly int? itemId;
    private readonly int? label;
    private readonly int? text;
    private readonly int? confidence;
    private readonly int? value;
    private readonly int? labels;
    private readonly int? tags;
    private readonly IReadOnlyList<(string Name, int Index)> probabilities;

    /// <exception cref="RefusedContentException">The header has no column for the item, or none that says anything.</exception>
    public PredictionColumns(CsvHeader header)
    {
        (fileName, itemId, label, text) = (header.Find("file_name"), header.Find("item_id"), header.Find("label"), header.Find("text"));
        (confidence, value, labels, tags) = (header.Find("confidence"), header.Find("value"), header.Find("labels"), header.Find("tags"));
        probabilities = header.FindAll(ProbabilityPrefix);
        if ((fileName ?? itemId) is null)
        {
            throw header.Refuse($"The header has neither 'file_name' nor 'item_id'; it has {header.Show()}. Columns are separated by commas.");
        }

        if ((label ?? text ?? value ?? labels ?? tags) is null && probabilities.Count == 0)
        {
            throw header.Refuse($"The header has none of the columns 'label', 'text', 'value', 'labels', 'tags' and 'prob.…'; it has {header.Show()}.");
        }
    }

    public PredictionFields Read(CsvTokenizer record)
    {
        var row = new PredictionFields(
            CsvFields.Text(record, fileName), CsvFields.Text(record, itemId), CsvFields.Text(record, label), CsvFields.Text(record, text),
            CsvFields.Number(record, confidence, "confidence"), DetailOf(record));
        return row.SaysNothing && text is not null ? row with { Text = "" } : row;
    }

    public PredictionFields Broken(string problem) => new(Problem: problem);

    private LabelDetail? DetailOf(CsvTokenizer record) => DetailJson.NullIfEmpty(new()
    {
        Value = CsvFields.Number(record, value, "value"),
        Labels = CsvFields.Labels(record, labels),
        Tags = CsvFields.Tags(record, tags),
        Probabilities = CsvFields.NumberMap(record, probabilities),
    });
}

using System.Text;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>The header of an annotation CSV: how many columns it has, ignored ones included, and which of them says what.</summary>
internal sealed record CsvColumns(int Count, int FileName, int? Label, int? Text, int? Split, int? Source)
{
    /// <exception cref="RefusedContentException"><see cref="RefusalCodes.InvalidAnnotation"/>.</exception>
    public static CsvColumns Read(string file, CsvTokenizer header)
    {
        if (header.Problem is { } problem)
        {
            throw Refuse(file, $"The header on line {header.Line} is broken. {problem}");
        }

        var names = Enumerable.Range(0, header.Count).Select(index => Encoding.UTF8.GetString(header[index]).Trim()).ToList();
        var columns = new CsvColumns(
            names.Count, Find(file, names, "file_name") ?? -1, Find(file, names, "label"), Find(file, names, "text"),
            Find(file, names, "split"), Find(file, names, "source"));
        if (columns.FileName < 0)
        {
            throw Refuse(file, $"The header has no column 'file_name'; it has {Show(names)}. Columns are separated by commas.");
        }

        return columns is { Label: null, Text: null, Split: null }
            ? throw Refuse(file, $"The header has none of the columns 'label', 'text' and 'split'; it has {Show(names)}.")
            : columns;
    }

    public static RefusedContentException NoHeader(string file) =>
        Refuse(file, "The file has no header. Its first line must name the columns: file_name, and label or text.");

    private static int? Find(string file, List<string> names, string column)
    {
        var first = names.IndexOf(column);
        return first != names.LastIndexOf(column) ? throw Refuse(file, $"The header has the column '{column}' twice.")
            : first < 0 ? null
            : first;
    }

    private static string Show(List<string> names) => ItemPath.Show(string.Join(", ", names.Select(name => $"'{name}'")));

    private static RefusedContentException Refuse(string file, string reason) => new(new(file, RefusalCodes.InvalidAnnotation, reason));
}

using System.Text;

namespace Winnow.Core.Formats.Internal;

/// <summary>The first record of a CSV: the names of its columns, ignored ones included.</summary>
internal sealed class CsvHeader
{
    private readonly string file;
    private readonly string code;
    private readonly List<string> names;

    private CsvHeader(string file, string code, List<string> names) => (this.file, this.code, this.names) = (file, code, names);

    /// <summary>Number of columns.</summary>
    public int Count => names.Count;

    /// <summary>Takes the names from a record.</summary>
    /// <param name="file">Path of the file, for refusals.</param>
    /// <param name="code">Code of refusals.</param>
    /// <param name="record">The first record.</param>
    /// <exception cref="RefusedContentException">The record is broken.</exception>
    public static CsvHeader Read(string file, string code, CsvTokenizer record) => record.Problem is { } problem
        ? throw Refuse(file, code, $"The header on line {record.Line} is broken. {problem}")
        : new(file, code, [.. Enumerable.Range(0, record.Count).Select(index => Encoding.UTF8.GetString(record[index]).Trim())]);

    public static RefusedContentException Missing(string file, string code) =>
        Refuse(file, code, "The file has no header. Its first line must name the columns: file_name, and label or text.");

    /// <summary>Index of a column; null when there is none.</summary>
    /// <exception cref="RefusedContentException">There are two.</exception>
    public int? Find(string column)
    {
        var first = names.IndexOf(column);
        return first != names.LastIndexOf(column) ? throw Refuse($"The header has the column '{column}' twice.")
            : first < 0 ? null
            : first;
    }

    /// <summary>The columns whose names start with a prefix: what follows it, and the index; in the order of the file.</summary>
    public IReadOnlyList<(string Name, int Index)> FindAll(string prefix) =>
    [
        .. names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length)
            .Select(name => (name[prefix.Length..], Find(name)!.Value)),
    ];

    /// <summary>The column names for a message.</summary>
    public string Show() => ItemPath.Show(string.Join(", ", names.Select(name => $"'{name}'")));

    public RefusedContentException Refuse(string reason) => Refuse(file, code, reason);

    private static RefusedContentException Refuse(string file, string code, string reason) => new(new(file, code, reason));
}

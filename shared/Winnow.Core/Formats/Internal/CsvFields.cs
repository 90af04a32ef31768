using System.Globalization;
using System.Text;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads fields of a CSV record; an empty field counts as absent.</summary>
internal static class CsvFields
{
    /// <summary>What separates the labels of one field.</summary>
    public const char LabelSeparator = '|';

    public static string? Text(CsvTokenizer record, int? column) =>
        column is { } index && record[index] is { IsEmpty: false } field ? Encoding.UTF8.GetString(field) : null;

    /// <exception cref="FormatException">It is no number.</exception>
    public static double? Number(CsvTokenizer record, int? column, string name) =>
        Text(record, column) is not { } text || string.IsNullOrWhiteSpace(text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"'{name}' is '{ItemPath.Show(text)}'; it must be a number such as 0.25.");

    /// <summary>Labels between <c>|</c>, trimmed; a lone <c>|</c> says that there is none.</summary>
    public static IReadOnlyList<string>? Labels(CsvTokenizer record, int? column) =>
        Text(record, column) is not { } text || string.IsNullOrWhiteSpace(text) ? null
        : text.Trim() is "|" ? []
        : text.Split(LabelSeparator, StringSplitOptions.TrimEntries);

    /// <summary>Tags between white space.</summary>
    public static IReadOnlyList<string>? Tags(CsvTokenizer record, int? column) =>
        Text(record, column) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)
            : null;

    /// <summary>The columns of a prefix that are not empty, by name; null when all are.</summary>
    public static IReadOnlyDictionary<string, string>? TextMap(CsvTokenizer record, IReadOnlyList<(string Name, int Index)> columns)
    {
        SortedDictionary<string, string>? values = null;
        foreach (var (name, index) in columns)
        {
            if (Text(record, index) is { } value)
            {
                (values ??= new(StringComparer.Ordinal))[name] = value;
            }
        }

        return values;
    }

    /// <summary>The same for numbers.</summary>
    /// <exception cref="FormatException">One is no number.</exception>
    public static IReadOnlyDictionary<string, double>? NumberMap(CsvTokenizer record, IReadOnlyList<(string Name, int Index)> columns)
    {
        SortedDictionary<string, double>? values = null;
        foreach (var (name, index) in columns)
        {
            if (Number(record, index, name) is { } value)
            {
                (values ??= new(StringComparer.Ordinal))[name] = value;
            }
        }

        return values;
    }
}

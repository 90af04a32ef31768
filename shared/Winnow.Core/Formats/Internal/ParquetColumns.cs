using Parquet.Schema;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Which columns of a Parquet file of predictions say what.</summary>
internal sealed record ParquetColumns
{
    private static readonly HashSet<Type> s_numbers = [typeof(double), typeof(float), typeof(long), typeof(int)];

    public DataField? ItemId { get; private init; }

    /// <summary><c>file_name</c>, or <c>name</c> in our own files.</summary>
    public DataField? FileName { get; private init; }

    public DataField? Label { get; private init; }

    public DataField? Text { get; private init; }

    public DataField? Confidence { get; private init; }

    public DataField? Value { get; private init; }

    /// <summary>A <see cref="Labels.LabelDetail"/> as JSON.</summary>
    public DataField? Detail { get; private init; }

    public DataField? Vector { get; private init; }

    /// <summary>In our own files: why there is no answer.</summary>
    public DataField? Error { get; private init; }

    /// <summary>In our own files: probabilities of <see cref="ScoreClasses"/>.</summary>
    public DataField? Scores { get; private init; }

    public required IReadOnlyList<string> ScoreClasses { get; init; }

    /// <summary>Probability columns by class.</summary>
    public required IReadOnlyList<(string Class, DataField Field)> Probabilities { get; init; }

    /// <exception cref="RefusedContentException"><see cref="RefusalCodes.InvalidPrediction"/>: columns are missing or of the wrong type.</exception>
    public static ParquetColumns Find(string name, ParquetSchema schema, PredictionOptions options)
    {
        DataField? Text(string column) => Field(name, schema, column, "text", static field => field.ClrType == typeof(ReadOnlyMemory<char>));
        DataField? Number(string column) => Field(name, schema, column, "numbers", static field => s_numbers.Contains(field.ClrType));
        var columns = new ParquetColumns
        {
            ItemId = Text("item_id"), FileName = Text("file_name") ?? Text("name"), Label = Text("label"), Text = Text("text"),
            Confidence = Number("confidence"), Value = Number("value"), Detail = Text("detail"), Vector = List(name, schema, "vector"), Error = Text("error"),
            Scores = options.ScoreClasses.Count > 0 ? List(name, schema, "scores") : null, ScoreClasses = options.ScoreClasses,
            Probabilities = ProbabilitiesOf(name, schema),
        };
        return columns.ItemId is null && columns.FileName is null ? throw Refuse(name, $"The file has neither 'item_id' nor 'file_name'; it has {Show(schema)}.")
            : !columns.SaysAnything ? throw Refuse(name, $"The file has no column that says anything; it has {Show(schema)}.")
            : columns;
    }

    private bool SaysAnything => (Label ?? Text ?? Value ?? Detail ?? Vector ?? Scores) is not null || Probabilities.Count > 0;

    private static List<(string Class, DataField Field)> ProbabilitiesOf(string name, ParquetSchema schema)
    {
        var found = new List<(string, DataField)>();
        foreach (var field in schema.DataFields)
        {
            var column = field.Path.FirstPart ?? "";
            if (column.StartsWith(PredictionColumns.ProbabilityPrefix, StringComparison.Ordinal))
            {
                _ = Field(name, schema, column, "numbers", static one => s_numbers.Contains(one.ClrType));
                found.Add((column[PredictionColumns.ProbabilityPrefix.Length..], field));
            }
        }

        return found;
    }

    private static DataField? Field(string name, ParquetSchema schema, string column, string expected, Predicate<DataField> isRight) =>
        Array.Find(schema.DataFields, field => field.Path.FirstPart == column) is not { } found ? null
        : found is { MaxRepetitionLevel: 0, Path.Length: 1 } && isRight(found) ? found
        : throw Refuse(name, $"The column '{ItemPath.Show(column)}' holds {Describe(found.ClrType)}{(found.MaxRepetitionLevel > 0 ? " in lists" : "")}; it must hold {expected}.");

    private static DataField? List(string name, ParquetSchema schema, string column) =>
        Array.Find(schema.DataFields, field => field.Path.FirstPart == column) is not { } found ? null
        : found.MaxRepetitionLevel == 1 && (found.ClrType == typeof(float) || found.ClrType == typeof(double)) ? found
        : throw Refuse(name, $"The column '{column}' holds {Describe(found.ClrType)}; it must hold lists of float or double.");

    private static string Describe(Type type) =>
        type == typeof(ReadOnlyMemory<char>) ? "text" : type == typeof(ReadOnlyMemory<byte>) ? "bytes that are not marked as text" : type.Name;

    private static string Show(ParquetSchema schema) => ItemPath.Show(string.Join(", ", schema.Fields.Select(field => $"'{field.Name}'")));

    private static RefusedContentException Refuse(string name, string reason) => new(new(name, RefusalCodes.InvalidPrediction, reason));
}

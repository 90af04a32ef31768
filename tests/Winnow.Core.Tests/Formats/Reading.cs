using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Winnow.Core.Formats;

namespace Winnow.Core.Tests.Formats;

/// <summary>Reads small files of annotations and predictions, and shows what came out.</summary>
internal static class Reading
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task<List<AnnotationRow>> AnnotationsAsync(string content, ContentKind kind, AnnotationOptions? options = null, string file = "a/file") =>
        AnnotationsAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), kind, options, file);

    public static async Task<List<AnnotationRow>> AnnotationsAsync(
        Stream content, ContentKind kind, AnnotationOptions? options = null, string file = "a/file") =>
        await AnnotationReader.ReadAsync(file, kind, content, options ?? AnnotationOptions.Default, CancellationToken.None).ToListAsync();

    public static Task<List<ImportedPrediction>> PredictionsAsync(string content, PredictionFormat format, PredictionOptions? options = null) =>
        PredictionsAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), format, options);

    public static async Task<List<ImportedPrediction>> PredictionsAsync(Stream content, PredictionFormat format, PredictionOptions? options = null) =>
        await PredictionReader.ReadAsync("file", format, content, options ?? PredictionOptions.Default, CancellationToken.None).ToListAsync();

    /// <summary>JSON without what is null.</summary>
    public static string Json(object? value) => JsonSerializer.Serialize(value, s_json);

    /// <summary>Rows as lines: what was read, or the code and reason of the refusal.</summary>
    public static string Show(IEnumerable<AnnotationRow> rows) => string.Join('\n', rows.Select(row => $"{row.Line} {Json(row.Annotation)} {row.Refusal}"));

    /// <inheritdoc cref="Show(IEnumerable{AnnotationRow})"/>
    public static string Show(IEnumerable<ImportedPrediction> rows) => string.Join('\n', rows.Select(row => $"{row.Row} {Json(row.Prediction)} {row.Refusal}"));
}

using System.Text.Json;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads one JSON object of an annotation file.</summary>
/// <remarks>Values are strings or null; a label may be a number, which stands for its digits. A key may not come twice. Other keys are ignored.</remarks>
internal static class AnnotationJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>Reads an object.</summary>
    /// <param name="json">All of its text.</param>
    /// <param name="isRow">Whether it says which file it is about, and who says so.</param>
    public static AnnotationFields Read(ReadOnlyMemory<byte> json, bool isRow)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var root = document.RootElement;
            return root.ValueKind is not JsonValueKind.Object
                ? new(Problem: $"The JSON is {Describe(root.ValueKind)}; it must be an object.")
                : new(
                    isRow ? Value(root, "file_name") : null, Value(root, "label"), Value(root, "text"), Value(root, "split"),
                    isRow ? Value(root, "source") : null);
        }
        catch (JsonException e)
        {
            return new(Problem: $"The JSON is broken: {ItemPath.Show(e.Message)}");
        }
        catch (FormatException e)
        {
            return new(Problem: e.Message);
        }
        catch (InvalidOperationException)
        {
            return new(Problem: "The JSON escapes half of a surrogate pair, which is no Unicode text.");
        }
    }

    private static string? Value(JsonElement row, string key) =>
        !row.TryGetProperty(key, out var value) ? null
        : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            JsonValueKind.Number when key is "label" => value.GetRawText(),
            _ => throw new FormatException($"'{key}' is {Describe(value.ValueKind)}; it must be a string."),
        };

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a string",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}

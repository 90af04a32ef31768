using System.Text.Json;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads one JSON object, and says in plain words what is wrong with one that cannot be read.</summary>
internal static class JsonRow
{
    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false };

    /// <summary>Reads an object.</summary>
    /// <param name="json">All of its text; a key may not come twice.</param>
    /// <param name="read">Takes out the values; throws <see cref="FormatException"/> at one that cannot be understood.</param>
    /// <param name="broken">What stands for an object that could not be read.</param>
    public static T Read<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T> read, Func<string, T> broken)
    {
        try
        {
            using var document = JsonDocument.Parse(json, s_options);
            var root = document.RootElement;
            return root.ValueKind is JsonValueKind.Object
                ? read(root)
                : broken($"The JSON is {JsonValues.Describe(root.ValueKind)}; it must be an object.");
        }
        catch (JsonException e)
        {
            return broken(NaNProblem(json.Span, e) ?? $"The JSON is broken: {ItemPath.Show(e.Message)}");
        }
        catch (FormatException e)
        {
            return broken(e.Message);
        }
        catch (InvalidOperationException)
        {
            return broken("The JSON escapes half of a surrogate pair, which is no Unicode text.");
        }
    }

    private static string? NaNProblem(ReadOnlySpan<byte> json, JsonException at)
    {
        for (var line = 0L; line < at.LineNumber; line++)
        {
            json = json[(json.IndexOf((byte)'\n') + 1)..];
        }

        json = json[(int)Math.Min(at.BytePositionInLine ?? 0, json.Length)..];
        var word = json.StartsWith("NaN"u8) ? "NaN" : json.StartsWith("Infinity"u8) ? "Infinity" : null;
        return word is null ? null
            : $"The JSON holds {word}, which JSON does not have (Python's json.dumps writes it unless allow_nan=False); leave such a value out.";
    }
}

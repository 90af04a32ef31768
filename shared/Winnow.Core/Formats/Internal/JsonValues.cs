using System.Text.Json;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads values of a JSON object by key; null counts as absent, and a value of the wrong kind throws <see cref="FormatException"/>.</summary>
internal static class JsonValues
{
    public static JsonElement? Find(JsonElement owner, string key) =>
        owner.TryGetProperty(key, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public static string? Text(JsonElement owner, string key) => Find(owner, key) is { } value ? TextOf(value, key) : null;

    /// <summary>A string; or a number, which stands for its digits.</summary>
    public static string? Name(JsonElement owner, string key) => Find(owner, key) is { } value ? NameOf(value, key) : null;

    public static double? Number(JsonElement owner, string key) => Find(owner, key) is { } value ? NumberOf(value, key) : null;

    /// <summary>A truth value, or 1 or 0; absent means false.</summary>
    public static bool IsTrue(JsonElement owner, string key) => Find(owner, key) is { } value && TruthOf(value, key);

    public static T[]? List<T>(JsonElement owner, string key, Func<JsonElement, string, T> read) =>
        Find(owner, key) is { } list ? ListOf(list, key, read) : null;

    public static T[] ListOf<T>(JsonElement list, string key, Func<JsonElement, string, T> read)
    {
        if (list.ValueKind is not JsonValueKind.Array)
        {
            throw Wrong(key, list, "an array");
        }

        var values = new T[list.GetArrayLength()];
        var index = 0;
        foreach (var value in list.EnumerateArray())
        {
            values[index++] = read(value, key);
        }

        return values;
    }

    /// <summary>An object as a map that is sorted by key: which order a file has it in means nothing.</summary>
    public static IReadOnlyDictionary<string, T>? Map<T>(JsonElement owner, string key, Func<JsonElement, string, T> read)
    {
        if (Find(owner, key) is not { } map)
        {
            return null;
        }

        if (map.ValueKind is not JsonValueKind.Object)
        {
            throw Wrong(key, map, "an object");
        }

        var values = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var member in map.EnumerateObject())
        {
            values[member.Name] = read(member.Value, key);
        }

        return values;
    }

    public static string TextOf(JsonElement value, string key) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : throw Wrong(key, value, "a string");

    public static string NameOf(JsonElement value, string key) =>
        value.ValueKind is JsonValueKind.Number ? value.GetRawText() : TextOf(value, key);

    /// <summary>A string, number or truth value as text.</summary>
    public static string FactOf(JsonElement value, string key) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : NameOf(value, key);

    public static double NumberOf(JsonElement value, string key) =>
        value.ValueKind is JsonValueKind.Number ? value.GetDouble() : throw Wrong(key, value, "a number");

    public static int WholeNumberOf(JsonElement value, string key) =>
        value.ValueKind is not JsonValueKind.Number ? throw Wrong(key, value, "a whole number")
        : value.TryGetInt32(out var number) ? number
        : value.GetDouble() is var real && real == Math.Floor(real) && Math.Abs(real) < int.MaxValue ? (int)real
        : throw Wrong(key, value, "a whole number");

    public static bool TruthOf(JsonElement value, string key) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.GetDouble() is 0 or 1 => value.GetDouble() == 1,
        _ => throw Wrong(key, value, "true or false"),
    };

    public static FormatException Wrong(string key, JsonElement value, string expected)
    {
        var shown = value.ValueKind is JsonValueKind.Number or JsonValueKind.String ? $" ({ItemPath.Show(value.GetRawText())})" : "";
        return new($"'{key}' is {Describe(value.ValueKind)}{shown}; it must be {expected}.");
    }

    public static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a string",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}

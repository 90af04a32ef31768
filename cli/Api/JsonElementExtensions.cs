using System.Text.Json;

namespace Winnow.Cli.Api;

/// <summary>Reads members of an answer that may be missing.</summary>
public static class JsonElementExtensions
{
    /// <summary>The number, or null when there is none of that name.</summary>
    public static double? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    /// <summary>The text, or null when there is none of that name.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The member, or null when there is none of that name.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
}

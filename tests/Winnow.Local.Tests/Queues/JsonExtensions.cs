using System.Text.Json;

namespace Winnow.Local.Tests.Queues;

/// <summary>Reads what scripts return.</summary>
internal static class JsonExtensions
{
    /// <summary>A property's text; null when it has none.</summary>
    public static string? Text(this JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    public static double Number(this JsonElement element, string property) => element.GetProperty(property).GetDouble();

    public static List<string?> Strings(this JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetString())];

    public static List<string?> Bodies(this JsonElement messages) => [.. messages.EnumerateArray().Select(message => message.Text("body"))];

    /// <summary>A property of each of some application properties, as JSON.</summary>
    public static string? Property(this JsonElement message, string name) =>
        message.GetProperty("applicationProperties").TryGetProperty(name, out var value) ? value.GetRawText() : null;
}

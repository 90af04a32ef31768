using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Winnow.Cli.Output;

/// <summary>How JSON is read from the app and written to stdout.</summary>
public static class Json
{
    /// <summary>camelCase names, enums as camelCase strings.</summary>
    public static JsonSerializerOptions Compact { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The same, for people who read it.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Compact) { WriteIndented = true };
}

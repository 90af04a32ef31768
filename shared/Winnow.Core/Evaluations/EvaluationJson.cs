using System.Text.Json;
using System.Text.Json.Serialization;

namespace Winnow.Core.Evaluations;

/// <summary>How accumulators and reports are written: camelCase, enums as camelCase strings.</summary>
public static class EvaluationJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The same, indented: for what people open.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true };
}

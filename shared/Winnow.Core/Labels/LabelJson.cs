using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Winnow.Core.Labels;

/// <summary>How <see cref="LabelDetail"/> is written as JSON: snake_case as in annotation files, members that are null left out.</summary>
public static class LabelJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(LabelDetail detail) => JsonSerializer.Serialize(detail, Options);

    /// <exception cref="JsonException">It is no such JSON.</exception>
    public static LabelDetail Read(string json) => JsonSerializer.Deserialize<LabelDetail>(json, Options) ?? throw new JsonException("A detail is a JSON object.");
}

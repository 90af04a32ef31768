using System.Text;
using System.Text.Json;
using Winnow.Core.Messages;

namespace Winnow.Storage.Messages;

/// <summary>The lines of manifests: JSONL, per line an address as a string, or an object with <c>address</c> and, if wanted, <c>name</c>.</summary>
internal static class ManifestLines
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static byte[] Write(IEnumerable<SourceLine> sources) =>
        Encoding.UTF8.GetBytes(string.Concat(sources.Select(source => JsonSerializer.Serialize(new Line(source.Address.AbsoluteUri, source.Path), s_json) + "\n")));

    /// <summary>Reads one line that is not empty.</summary>
    /// <returns>Address and name as they are written, not yet checked; or what is wrong with the line.</returns>
    public static (string? Address, string? Name, string? Problem) Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            var parsed = reader.TokenType is JsonTokenType.String ? new(reader.GetString(), null) : JsonSerializer.Deserialize<Line>(line, s_json);
            return parsed?.Address is null ? (null, null, "The line names no address.") : (parsed.Address, parsed.Name, null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return (null, null, "The line is neither an address as a JSON string nor a JSON object with \"address\" and, if wanted, \"name\".");
        }
    }

    private sealed record Line(string? Address, string? Name);
}

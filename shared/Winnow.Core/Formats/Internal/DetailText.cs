using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>Writes details as JSON into one buffer, to measure and to compare them.</summary>
internal sealed class DetailText
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>The JSON; valid until the next call.</summary>
    /// <param name="detail">Finite numbers only.</param>
    public ReadOnlySpan<byte> Write(LabelDetail detail)
    {
        buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = s_options.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(writer, detail, s_options);
        return buffer.WrittenSpan;
    }
}

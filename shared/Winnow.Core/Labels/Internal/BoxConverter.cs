using System.Text.Json;
using System.Text.Json.Serialization;

namespace Winnow.Core.Labels.Internal;

/// <summary>Writes a box as an array of four numbers.</summary>
internal sealed class BoxConverter : JsonConverter<Box>
{
    public override Box Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A box is an array of four numbers: x, y, width, height.");
        }

        var box = new Box(Number(ref reader), Number(ref reader), Number(ref reader), Number(ref reader));
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? box : throw new JsonException("A box has four numbers: x, y, width, height.");
    }

    public override void Write(Utf8JsonWriter writer, Box value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.X);
        writer.WriteNumberValue(value.Y);
        writer.WriteNumberValue(value.Width);
        writer.WriteNumberValue(value.Height);
        writer.WriteEndArray();
    }

    private static double Number(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.Number
        ? reader.GetDouble()
        : throw new JsonException("A box has four numbers: x, y, width, height.");
}

using System.Globalization;
using System.Text.Json;
using Winnow.Core.Labels;

namespace Winnow.Bench;

/// <summary>Writes images as COCO does: truth.json with images, categories and annotations, and detections.json with results.</summary>
internal static class CocoFiles
{
    public static async Task WriteAsync(IReadOnlyList<CocoImage> images, string folder, CancellationToken cancellationToken)
    {
        await WriteAsync(Path.Combine(folder, "truth.json"), writer => WriteTruth(writer, images), cancellationToken);
        await WriteAsync(Path.Combine(folder, "detections.json"), writer => WriteDetections(writer, images), cancellationToken);
    }

    private static async Task WriteAsync(string path, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await using var writer = new Utf8JsonWriter(file);
        write(writer);
        await writer.FlushAsync(cancellationToken);
    }

    private static void WriteTruth(Utf8JsonWriter writer, IReadOnlyList<CocoImage> images)
    {
        writer.WriteStartObject();
        WriteList(writer, "images", images, image =>
        {
            writer.WriteNumber("id", image.Number);
            writer.WriteNumber("width", SomeCocoImages.Width);
            writer.WriteNumber("height", SomeCocoImages.Height);
        });
        WriteList(writer, "categories", Enumerable.Range(1, SomeCocoImages.Classes), category => writer.WriteNumber("id", category));
        var id = 0;
        WriteList(writer, "annotations", images.SelectMany(image => image.Truths.Select(truth => (image, truth))), row =>
        {
            writer.WriteNumber("id", ++id);
            WriteObject(writer, row.image, row.truth);
            writer.WriteNumber("area", row.truth.Area!.Value);
            writer.WriteNumber("iscrowd", row.truth.IsCrowd ? 1 : 0);
        });
        writer.WriteEndObject();
    }

    private static void WriteDetections(Utf8JsonWriter writer, IReadOnlyList<CocoImage> images) =>
        WriteList(writer, null, images.SelectMany(image => image.Detections.Select(detection => (image, detection))), row =>
        {
            WriteObject(writer, row.image, row.detection);
            writer.WriteNumber("score", row.detection.Score!.Value);
        });

    private static void WriteList<T>(Utf8JsonWriter writer, string? name, IEnumerable<T> rows, Action<T> write)
    {
        if (name is not null)
        {
            writer.WritePropertyName(name);
        }

        writer.WriteStartArray();
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            write(row);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, CocoImage image, LabelledObject item)
    {
        writer.WriteNumber("image_id", image.Number);
        writer.WriteNumber("category_id", int.Parse(item.Label, CultureInfo.InvariantCulture));
        writer.WriteStartArray("bbox");
        foreach (var number in (ReadOnlySpan<double>)[item.Box.X, item.Box.Y, item.Box.Width, item.Box.Height])
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }
}

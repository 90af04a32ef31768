using SkiaSharp;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Tuning;

/// <summary>The items that a model is measured with: the card's sample, or one that is made up.</summary>
/// <remarks>
/// Where the width of images or the length of texts is free, shorter and longer ones of it, too: items of one shape would fill every batch, and real ones do not.
/// </remarks>
internal static class TuningContent
{
    private const int Seed = 1;
    private static readonly double[] s_lengths = [1, 0.6, 1.4, 0.8, 1.2];

    /// <summary>At least one item.</summary>
    public static IReadOnlyList<byte[]> Of(ModelFiles files, ModelCard card)
    {
        var content = card.Sample is { } sample ? Read(files, sample.Input) : MadeUp(card.Network.Input);
        return card.Network.Input switch
        {
            ImageInput { Resize: ResizeMode.FitHeight } image when !image.Width.IsFixed => InWidths(content),
            TextInput text when !text.Length.IsFixed => InLengths(System.Text.Encoding.UTF8.GetString(content)),
            _ => [content],
        };
    }

    private static byte[] Read(ModelFiles files, string sample)
    {
        var path = files.PathOf(sample);
        return File.Exists(path) ? File.ReadAllBytes(path) : throw OnnxNetwork.Absent(Core.Errors.ErrorCodes.InvalidCard, sample);
    }

    private static IReadOnlyList<byte[]> InWidths(byte[] content)
    {
        using var image = SKBitmap.Decode(content);
        // What cannot be decoded fails when it is measured, which says why.
        return image is null ? [content] : [.. s_lengths.Select(length => Stretch(image, Math.Max(1, (int)(image.Width * length))))];
    }

    private static byte[] Stretch(SKBitmap image, int width)
    {
        using var stretched = new SKBitmap(image.Info.WithSize(width, image.Height));
        image.ScalePixels(stretched, new SKSamplingOptions(SKFilterMode.Linear));
        return stretched.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    private static IReadOnlyList<byte[]> InLengths(string text)
    {
        var words = text.Split(' ');
        return [.. s_lengths.Select(length => System.Text.Encoding.UTF8.GetBytes(string.Join(' ', words.Concat(words).Take((int)Math.Ceiling(words.Length * length)))))];
    }

    /// <summary>An item of the size that the model takes; where sizes are free, of one towards the small end.</summary>
    private static byte[] MadeUp(ModelInput input) => input switch
    {
        ImageInput image => Noise(Typical(image.Width), Typical(image.Height)),
        TextInput text => System.Text.Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, Typical(text.Length)).Select(i => $"word{i % 97}"))),
        StrokeInput strokes => System.Text.Encoding.UTF8.GetBytes($"[[{Numbers(strokes, 7)},{Numbers(strokes, 11)}]]"),
        _ => throw new ArgumentOutOfRangeException(nameof(input), input, "This kind of input has no made-up item."),
    };

    private static int Typical(InputSize size) => size.Bucket(Math.Min(size.Maximum, size.Minimum * 2));

    private static string Numbers(StrokeInput strokes, int factor) => $"[{string.Join(',', Enumerable.Range(0, Typical(strokes.Length)).Select(i => i * factor % 255))}]";

    private static byte[] Noise(int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        // Made up, not secret: the same on every machine.
        var random = new Random(Seed);
        for (var i = 0; i < pixels.Length; i++) pixels[i] = i % 4 == 3 ? byte.MaxValue : (byte)(random.Next(8) * 32);
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}

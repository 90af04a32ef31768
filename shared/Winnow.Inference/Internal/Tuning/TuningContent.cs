using SkiaSharp;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Tuning;

/// <summary>The item that a model is measured with: the card's sample, or one that is made up.</summary>
internal static class TuningContent
{
    private const int Seed = 1;

    public static byte[] Of(ModelFiles files, ModelCard card)
    {
        if (card.Sample is not { } sample) return MadeUp(card.Network.Input);
        var path = files.PathOf(sample.Input);
        return File.Exists(path) ? File.ReadAllBytes(path) : throw OnnxNetwork.Absent(Core.Errors.ErrorCodes.InvalidCard, sample.Input);
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

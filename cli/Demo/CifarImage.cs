using SkiaSharp;

namespace Winnow.Cli.Demo;

/// <summary>One image of CIFAR-10.</summary>
/// <param name="Pixels">32 × 32 pixels of R, G, B and 255, row by row.</param>
/// <param name="Label">Its class.</param>
public sealed record CifarImage(byte[] Pixels, string Label)
{
    public const int Side = 32;

    /// <summary>Bytes of <see cref="Pixels"/>.</summary>
    public const int Bytes = Side * Side * 4;

    /// <summary>As a PNG, without loss.</summary>
    public byte[] ToPng() => Encode(SKEncodedImageFormat.Png, 100);

    /// <summary>As a JPEG.</summary>
    /// <param name="quality">0 to 100.</param>
    public byte[] ToJpeg(int quality) => Encode(SKEncodedImageFormat.Jpeg, quality);

    /// <summary>R, G and B times <paramref name="factor"/>, rounded down, at most 255.</summary>
    public CifarImage Expose(double factor)
    {
        var pixels = Pixels.ToArray();
        for (var at = 0; at < pixels.Length; at++)
        {
            pixels[at] = at % 4 == 3 ? byte.MaxValue : (byte)Math.Min(pixels[at] * factor, byte.MaxValue);
        }

        return this with { Pixels = pixels };
    }

    private byte[] Encode(SKEncodedImageFormat format, int quality)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Pixels.CopyTo(bitmap.GetPixelSpan());
        using var encoded = bitmap.Encode(format, quality);
        return encoded.ToArray();
    }
}

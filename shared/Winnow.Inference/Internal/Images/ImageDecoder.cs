using System.Runtime.InteropServices;
using SkiaSharp;

namespace Winnow.Inference.Internal.Images;

/// <summary>Decodes image files with Skia: any depth to 8 bits, transparency over white, upright as EXIF says, the first frame of an animation.</summary>
/// <remarks>Colour profiles are ignored, as in the libraries that models are trained with.</remarks>
internal static class ImageDecoder
{
    /// <summary>Decodes a file.</summary>
    /// <exception cref="InvalidDataException">It is no image, is damaged, or has more than <paramref name="maxPixels"/> pixels.</exception>
    public static PixelImage Decode(ReadOnlySpan<byte> content, int maxPixels)
    {
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data)
            ?? throw new InvalidDataException("The content is no image that can be decoded.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > maxPixels)
            throw new InvalidDataException($"The image has {width} × {height} pixels; at most {maxPixels} are decoded.");

        var image = new PixelImage(width, height);
        try
        {
            Read(codec, image);
            return Turn(image, codec.EncodedOrigin);
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static unsafe void Read(SKCodec codec, PixelImage image)
    {
        var isOpaque = codec.Info.AlphaType == SKAlphaType.Opaque;
        var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, isOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul);
        SKCodecResult result;
        fixed (byte* pixels = image.Pixels)
        {
            result = codec.GetPixels(info, (nint)pixels);
        }

        if (result != SKCodecResult.Success)
            throw new InvalidDataException($"The image is damaged: decoding ended with {result}.");
        if (!isOpaque) PutOnWhite(image.Pixels);
    }

    /// <summary>Colours are premultiplied: what is missing to full opacity is white.</summary>
    private static void PutOnWhite(Span<byte> pixels)
    {
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var white = (byte)(255 - pixels[i + 3]);
            if (white == 0) continue;
            pixels[i] += white;
            pixels[i + 1] += white;
            pixels[i + 2] += white;
        }
    }

    private static PixelImage Turn(PixelImage image, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default) return image;
        var (w, h) = (image.Width, image.Height);
        var isSideways = origin >= SKEncodedOrigin.LeftTop;
        var turned = isSideways ? new PixelImage(h, w) : new PixelImage(w, h);
        var source = MemoryMarshal.Cast<byte, uint>(image.Pixels);
        var target = MemoryMarshal.Cast<byte, uint>(turned.Pixels);
        for (var y = 0; y < turned.Height; y++)
        {
            for (var x = 0; x < turned.Width; x++)
            {
                // Where the pixel that is shown at (x, y) is stored (EXIF 2.32, tag 0x0112).
                var (sx, sy) = origin switch
                {
                    SKEncodedOrigin.TopRight => (w - 1 - x, y),
                    SKEncodedOrigin.BottomRight => (w - 1 - x, h - 1 - y),
                    SKEncodedOrigin.BottomLeft => (x, h - 1 - y),
                    SKEncodedOrigin.LeftTop => (y, x),
                    SKEncodedOrigin.RightTop => (y, h - 1 - x),
                    SKEncodedOrigin.RightBottom => (w - 1 - y, h - 1 - x),
                    _ => (w - 1 - y, x),
                };
                target[(y * turned.Width) + x] = source[(sy * w) + sx];
            }
        }

        image.Dispose();
        return turned;
    }
}

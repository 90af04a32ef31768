using System.Buffers;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Winnow.Inference.Internal.Images;

/// <summary>Decodes image files, with Skia unless they are <see cref="PlainPng"/>: any depth to 8 bits, transparency over white, upright as EXIF says, the first frame of an animation.</summary>
/// <remarks>
/// Colour profiles are ignored, as in the libraries that models are trained with. CMYK is read as Adobe writes it, inverted, with and without Adobe's marker, as
/// Pillow does. The orientation is read from JPEG and WebP; Skia does not look for it in PNG. What is cut off is refused, never painted grey; but a bit that is wrong
/// inside a JPEG, whose format has no checksums, and a progressive JPEG that ends too early in good order cannot be told from a good one.
/// </remarks>
internal static class ImageDecoder
{
    /// <summary>A JPEG is decoded at an eighth to seven eighths of its size when that is still at least this many times what is wanted.</summary>
    /// <remarks>As Pillow's <c>reducing_gap=2.0</c>, whose results its documentation calls close to those of a full decode.</remarks>
    private const int ReducingGap = 2;

    /// <summary>Sixteen bytes of ones, as they are coded: more than libjpeg reads ahead, and no code is all ones, so that no more than three blocks can come of it.</summary>
    private static ReadOnlySpan<byte> Pad =>
    [
        0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0,
    ];

    /// <summary>Decodes a file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="maxPixels">Images with more pixels are refused.</param>
    /// <param name="wanted">Which size is wanted of an image of a size, both upright; null: the whole of it. The result may be smaller than the file's image, not smaller than wanted.</param>
    /// <exception cref="InvalidDataException">It is no image, is damaged, or has more than <paramref name="maxPixels"/> pixels.</exception>
    /// <remarks>Waits while other large images are in memory: a thread that has one must not decode another.</remarks>
    public static PixelImage Decode(ReadOnlySpan<byte> content, int maxPixels, Func<int, int, (int Width, int Height)>? wanted = null)
    {
        if (!content.StartsWith(JpegLayout.Signature)) return DecodeFile(content, maxPixels, wanted);
        var layout = JpegLayout.Read(content) ?? throw new InvalidDataException("The image is damaged: the JPEG has no end, the file is cut off.");
        return layout.IsOneScan ? DecodeOneScan(content[..layout.End], maxPixels, wanted) : DecodeFile(content, maxPixels, wanted);
    }

    /// <summary>Decodes a JPEG without its marker of the end: where that comes too early, libjpeg paints the rest grey and says nothing; where the file ends, it does.</summary>
    private static PixelImage DecodeOneScan(ReadOnlySpan<byte> content, int maxPixels, Func<int, int, (int Width, int Height)>? wanted)
    {
        var padded = ArrayPool<byte>.Shared.Rent(content.Length + Pad.Length);
        try
        {
            content.CopyTo(padded);
            Pad.CopyTo(padded.AsSpan(content.Length));
            return DecodeFile(padded.AsSpan(0, content.Length + Pad.Length), maxPixels, wanted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(padded);
        }
    }

    private static unsafe PixelImage DecodeFile(ReadOnlySpan<byte> content, int maxPixels, Func<int, int, (int Width, int Height)>? wanted)
    {
        if (PlainPng.Decode(content, maxPixels) is { } plain) return plain;
        fixed (byte* bytes = content)
        {
            using var data = SKData.Create((nint)bytes, content.Length);
            using var codec = SKCodec.Create(data)
                ?? throw new InvalidDataException("The content is no image that can be decoded.");
            var (width, height) = (codec.Info.Width, codec.Info.Height);
            if ((long)width * height > maxPixels)
                throw new InvalidDataException($"The image has {width} × {height} pixels; at most {maxPixels} are decoded.");
            return Decode(codec, wanted is null ? new(width, height) : SizeFor(codec, wanted));
        }
    }

    private static PixelImage Decode(SKCodec codec, SKSizeI size)
    {
        var isTurned = codec.EncodedOrigin is not (SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default);
        var image = PixelMemory.Shared.Take(
            (long)size.Width * size.Height * (isTurned ? 2 : 1),
            memory => new PixelImage(size.Width, size.Height) { FullWidth = codec.Info.Width, FullHeight = codec.Info.Height, Memory = memory });
        try
        {
            Read(codec, image);
            return isTurned ? Turn(image, codec.EncodedOrigin) : image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static SKSizeI SizeFor(SKCodec codec, Func<int, int, (int Width, int Height)> wanted)
    {
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        var isSideways = IsSideways(codec.EncodedOrigin);
        var (wantedWidth, wantedHeight) = isSideways ? wanted(height, width) : wanted(width, height);
        if (isSideways) (wantedWidth, wantedHeight) = (wantedHeight, wantedWidth);
        var scale = ReducingGap * Math.Max((double)wantedWidth / width, (double)wantedHeight / height);
        // Of the sizes that a codec has it takes the nearest, which is the size itself for all but JPEG.
        for (var eighths = Math.Max(1, (int)Math.Ceiling(scale * 8)); eighths < 8; eighths++)
        {
            var size = codec.GetScaledDimensions(eighths / 8f);
            if (size.Width >= scale * width && size.Height >= scale * height) return size;
        }

        return new(width, height);
    }

    private static bool IsSideways(SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

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
            throw new InvalidDataException($"The image is damaged: {Describe(result)}.");
        if (!isOpaque) PutOnWhite(image.Pixels);
    }

    private static string Describe(SKCodecResult result) => result switch
    {
        SKCodecResult.IncompleteInput => "its data end too early, the file is cut off or its header says a larger size",
        SKCodecResult.ErrorInInput or SKCodecResult.InvalidInput => "its data contradict their checksum or their format",
        _ => $"decoding ended with {result}",
    };

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
        var (w, h) = (image.Width, image.Height);
        var isSideways = IsSideways(origin);
        var turned = new PixelImage(isSideways ? h : w, isSideways ? w : h)
        {
            FullWidth = isSideways ? image.FullHeight : image.FullWidth,
            FullHeight = isSideways ? image.FullWidth : image.FullHeight,
            Memory = image.HandOverMemory(),
        };
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

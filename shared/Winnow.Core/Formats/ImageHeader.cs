using System.Globalization;
using Winnow.Core.Formats.Internal;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>Reads what an image's header states and walks its structure to the end, without decoding a pixel.</summary>
/// <remarks>
/// Sources: PNG: W3C PNG, third edition, chunk layout and CRC (5.3 to 5.6). JPEG: ITU-T T.81 annex B. GIF: GIF89a specification.
/// WebP: RFC 9649. BMP: Windows bitmap headers (BITMAPCOREHEADER, BITMAPINFOHEADER to V5). Bytes after the end of an image are tolerated.
/// </remarks>
public static class ImageHeader
{
    /// <summary>Checks an image of a known kind.</summary>
    /// <param name="name">Path for the refusal.</param>
    /// <param name="kind">One of the image kinds, from <see cref="ContentSniffer.Sniff"/>.</param>
    /// <param name="content">The whole file.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>The header's facts, or a refusal: <see cref="RefusalCodes.TooManyPixels"/> (looked at first),
    /// <see cref="RefusalCodes.TruncatedImage"/> or <see cref="RefusalCodes.CorruptImage"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not an image.</exception>
    public static Checked<ImageInfo> Check(string name, ContentKind kind, ReadOnlySpan<byte> content, ImageLimits limits)
    {
        var scan = kind switch
        {
            ContentKind.Png => PngStructure.Scan(content),
            ContentKind.Jpeg => JpegStructure.Scan(content),
            ContentKind.WebP => WebPStructure.Scan(content),
            ContentKind.Gif => GifStructure.Scan(content),
            ContentKind.Bmp => BmpStructure.Scan(content),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an image."),
        };
        return scan.Info is { } info && SizeProblem(info, limits) is { } tooLarge ? new Refusal(name, RefusalCodes.TooManyPixels, tooLarge)
            : scan.Problem is not null ? new Refusal(name, scan.IsTruncated ? RefusalCodes.TruncatedImage : RefusalCodes.CorruptImage, scan.Problem)
            : scan.Info!;
    }

    private static string? SizeProblem(ImageInfo info, ImageLimits limits)
    {
        var pixels = (long)info.Width * info.Height;
        if (pixels > limits.MaxPixels)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"{info.Width}×{info.Height} = {pixels / 1e6:0.0} megapixels; the limit is {limits.MaxPixels / 1e6:0.##}.");
        }

        return Math.Max(info.Width, info.Height) > limits.MaxSide
            ? string.Create(CultureInfo.InvariantCulture, $"{info.Width}×{info.Height}: the longest side may have {limits.MaxSide} pixels.")
            : null;
    }
}

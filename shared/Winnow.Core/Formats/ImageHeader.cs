using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>Reads what an image's header states and walks its structure to the end, without decoding a pixel.</summary>
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
    public static Checked<ImageInfo> Check(string name, ContentKind kind, ReadOnlySpan<byte> content, ImageLimits limits) =>
        throw new NotImplementedException();
}

namespace Winnow.Core.Formats;

/// <summary>What the header of an image states.</summary>
/// <param name="Kind">The image format.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="BitDepth">Bits per sample (PNG, JPEG, WebP: 8) or per palette index (GIF, BMP with palette).</param>
/// <param name="Channels">Samples per pixel as stored: 1 grey or palette index, 2 grey + alpha, 3 colour, 4 colour + alpha or CMYK.</param>
/// <param name="Frames">Images in the file: more than 1 for animations.</param>
public sealed record ImageInfo(ContentKind Kind, int Width, int Height, int BitDepth, int Channels, int Frames);

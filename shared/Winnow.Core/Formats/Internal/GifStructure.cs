using System.Buffers.Binary;

namespace Winnow.Core.Formats.Internal;

/// <summary>GIF: screen descriptor, then images and extensions as chains of sub-blocks, to the trailer.</summary>
internal static class GifStructure
{
    private const int HeaderLength = 13;

    public static ImageScan Scan(ReadOnlySpan<byte> gif)
    {
        if (gif.Length < HeaderLength)
        {
            return ImageScan.Truncated(null, $"The GIF ends after {gif.Length} bytes, within its header.");
        }

        int width = BinaryPrimitives.ReadUInt16LittleEndian(gif[6..]), height = BinaryPrimitives.ReadUInt16LittleEndian(gif[8..]);
        if (width == 0 || height == 0)
        {
            return ImageScan.Corrupt(null, $"The GIF header states {width}×{height}.");
        }

        var info = new ImageInfo(ContentKind.Gif, width, height, ((gif[10] >> 4) & 7) + 1, 1, 0);
        long at = HeaderLength + Palette(gif[10]);
        while (at < gif.Length)
        {
            switch (gif[(int)at])
            {
                case 0x3B:
                    return info.Frames > 0 ? info : ImageScan.Corrupt(info, "The GIF has no image.");
                case 0x21:
                    at = SkipBlocks(gif, at + 2);
                    break;
                case 0x2C when gif.Length - at > 10:
                    at = SkipBlocks(gif, at + 11 + Palette(gif[(int)at + 9]));
                    info = info with { Frames = info.Frames + 1 };
                    break;
                case 0x2C:
                    at = gif.Length;
                    break;
                default:
                    return ImageScan.Corrupt(info, $"Byte {at} of the GIF should start a block and is 0x{gif[(int)at]:X2}.");
            }
        }

        return ImageScan.Truncated(info, $"The GIF ends after {gif.Length} bytes, before its trailer.");
    }

    /// <summary>Bytes of the colour table that a flags byte announces.</summary>
    private static int Palette(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    /// <summary>The offset after a chain of sub-blocks; the file's length when it does not end.</summary>
    private static long SkipBlocks(ReadOnlySpan<byte> gif, long at)
    {
        while (at < gif.Length)
        {
            var length = gif[(int)at];
            at += 1 + length;
            if (length == 0)
            {
                return at;
            }
        }

        return gif.Length;
    }
}

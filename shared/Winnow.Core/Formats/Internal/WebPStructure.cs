using System.Buffers.Binary;

namespace Winnow.Core.Formats.Internal;

/// <summary>WebP: a RIFF container with VP8 (lossy), VP8L (lossless) or VP8X (extended) as its first chunk.</summary>
internal static class WebPStructure
{
    private const int HeaderLength = 12;

    public static ImageScan Scan(ReadOnlySpan<byte> webp)
    {
        if (webp.Length < HeaderLength + 8)
        {
            return ImageScan.Truncated(null, $"The WebP ends after {webp.Length} bytes, within its header.");
        }

        var end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]);
        var head = ReadHeader(webp[HeaderLength..]);
        if (head.Info is not { } info)
        {
            return head;
        }

        if (end > webp.Length)
        {
            return ImageScan.Truncated(info, $"The WebP states {end} bytes; the file has {webp.Length}.");
        }

        return Walk(webp[..(int)end], info);
    }

    private static ImageScan Walk(ReadOnlySpan<byte> webp, ImageInfo info)
    {
        int images = 0, frames = 0;
        for (long at = HeaderLength; at < webp.Length;)
        {
            var chunk = webp[(int)at..];
            if (chunk.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]) is var length && length > chunk.Length - 8)
            {
                return ImageScan.Corrupt(info, $"The WebP chunk at byte {at} reaches past the end that the file states.");
            }

            images += chunk.StartsWith("VP8 "u8) || chunk.StartsWith("VP8L"u8) ? 1 : 0;
            frames += chunk.StartsWith("ANMF"u8) ? 1 : 0;
            at += 8L + length + (length & 1);
        }

        return images + frames == 0 ? ImageScan.Corrupt(info, "The WebP has no image chunk.") : info with { Frames = Math.Max(1, frames) };
    }

    private static ImageScan ReadHeader(ReadOnlySpan<byte> chunk)
    {
        var data = chunk[8..];
        if (chunk.StartsWith("VP8 "u8))
        {
            return data.Length < 10 ? TooShort() : data.Slice(3, 3).SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
                ? Facts(BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF, 3)
                : ImageScan.Corrupt(null, "The VP8 frame has no start code.");
        }

        if (chunk.StartsWith("VP8L"u8))
        {
            return data.Length < 5 ? TooShort() : data[0] == 0x2F
                ? Lossless(BinaryPrimitives.ReadUInt32LittleEndian(data[1..]))
                : ImageScan.Corrupt(null, "The VP8L frame has no signature.");
        }

        return !chunk.StartsWith("VP8X"u8) ? ImageScan.Corrupt(null, "The WebP starts with a chunk that is not VP8, VP8L or VP8X.")
            : data.Length < 10 ? TooShort()
            : Facts(1 + UInt24(data[4..]), 1 + UInt24(data[7..]), (data[0] & 0x10) != 0 ? 4 : 3);
    }

    private static ImageScan Lossless(uint bits) =>
        Facts((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1, (bits & (1 << 28)) != 0 ? 4 : 3);

    private static ImageScan Facts(int width, int height, int channels) => width == 0 || height == 0
        ? ImageScan.Corrupt(null, $"The WebP header states {width}×{height}.")
        : new ImageInfo(ContentKind.WebP, width, height, 8, channels, 1);

    private static ImageScan TooShort() => ImageScan.Truncated(null, "The WebP ends within its first chunk.");

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}

using System.Buffers.Binary;

namespace Winnow.Core.Formats.Internal;

/// <summary>JPEG: marker segments from SOI over a frame header (SOF) and scans (SOS with entropy-coded data) to EOI.</summary>
internal static class JpegStructure
{
    private const byte Soi = 0xD8;
    private const byte Eoi = 0xD9;
    private const byte Sos = 0xDA;

    public static ImageScan Scan(ReadOnlySpan<byte> jpeg)
    {
        ImageInfo? info = null;
        var hasScan = false;
        for (var at = 2; ;)
        {
            if (!TryMarker(jpeg, ref at, out var marker))
            {
                return at >= jpeg.Length
                    ? ImageScan.Truncated(info, $"The JPEG ends after {jpeg.Length} bytes, before its end marker (EOI).")
                    : ImageScan.Corrupt(info, $"Byte {at} should start a JPEG marker and is 0x{jpeg[at]:X2}.");
            }

            if (marker is Eoi)
            {
                return info is null || !hasScan ? ImageScan.Corrupt(info, "The JPEG has no frame or no scan before its end marker.") : info;
            }

            if (marker is Soi or 0x01 or (>= 0xD0 and <= 0xD7))
            {
                continue; // Markers without a length.
            }

            if (!TrySegment(jpeg, at, out var segment))
            {
                return jpeg.Length - at >= 2 && BinaryPrimitives.ReadUInt16BigEndian(jpeg[at..]) < 2
                    ? ImageScan.Corrupt(info, $"The JPEG segment 0xFF{marker:X2} at byte {at - 2} states an impossible length.")
                    : ImageScan.Truncated(info, $"The JPEG ends after {jpeg.Length} bytes, within segment 0xFF{marker:X2} at byte {at - 2}.");
            }

            if (IsFrame(marker))
            {
                var frame = ReadFrame(segment);
                if (frame.Problem is not null || info is not null)
                {
                    return frame.Problem is not null ? frame : ImageScan.Corrupt(info, $"The JPEG has a second frame header at byte {at - 2}.");
                }

                info = frame.Info;
            }

            at += segment.Length + 2;
            if (marker is Sos)
            {
                if (info is null)
                {
                    return ImageScan.Corrupt(null, "The JPEG has a scan before its frame header.");
                }

                hasScan = true;
                at = SkipEntropyCoded(jpeg, at);
            }
        }
    }

    /// <summary>SOF0 to SOF15, without DHT (C4), JPG (C8) and DAC (CC), which lie between them.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static bool TryMarker(ReadOnlySpan<byte> jpeg, ref int at, out byte marker)
    {
        marker = 0;
        if (at >= jpeg.Length || jpeg[at] != 0xFF)
        {
            return false;
        }

        while (at < jpeg.Length && jpeg[at] == 0xFF)
        {
            at++; // Fill bytes may precede a marker.
        }

        if (at >= jpeg.Length)
        {
            return false;
        }

        marker = jpeg[at++];
        if (marker != 0)
        {
            return true;
        }

        at--;
        return false;
    }

    /// <summary>The segment's data, without its two length bytes.</summary>
    private static bool TrySegment(ReadOnlySpan<byte> jpeg, int at, out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (jpeg.Length - at < 2)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[at..]);
        if (length < 2 || length > jpeg.Length - at)
        {
            return false;
        }

        segment = jpeg.Slice(at + 2, length - 2);
        return true;
    }

    private static ImageScan ReadFrame(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 6 || frame.Length < 6 + (3 * frame[5]))
        {
            return ImageScan.Corrupt(null, "The JPEG frame header is too short.");
        }

        int height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        return width == 0 || height == 0 || frame[5] is 0 or > 4
            ? ImageScan.Corrupt(null, $"The JPEG frame header states {width}×{height} with {frame[5]} components.")
            : new ImageInfo(ContentKind.Jpeg, width, height, frame[0], frame[5], 1);
    }

    /// <summary>Entropy-coded data ends at the first marker that is neither a stuffed zero nor a restart marker.</summary>
    private static int SkipEntropyCoded(ReadOnlySpan<byte> jpeg, int at)
    {
        while (at < jpeg.Length)
        {
            var next = jpeg[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= jpeg.Length)
            {
                return jpeg.Length;
            }

            at += next;
            if (jpeg[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }

        return jpeg.Length;
    }
}

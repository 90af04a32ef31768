using System.Buffers.Binary;
using System.Text;

namespace Winnow.Core.Formats.Internal;

/// <summary>PNG: signature, then chunks of length, type, data and CRC, from IHDR to IEND.</summary>
internal static class PngStructure
{
    private const int SignatureLength = 8;
    private const int Overhead = 12;

    public static ImageScan Scan(ReadOnlySpan<byte> png)
    {
        ImageInfo? info = null;
        var dataBytes = 0L;
        for (var at = SignatureLength; ;)
        {
            if (png.Length - at < Overhead)
            {
                return ImageScan.Truncated(info, $"The PNG ends after {png.Length} bytes, before its IEND chunk.");
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            var type = png.Slice(at + 4, 4);
            var known = info is null ? ReadHeader(type, length, png[(at + 8)..]) : new ImageScan(info, null, false);
            if (known.Problem is not null)
            {
                return known;
            }

            info = known.Info!;
            if (length > png.Length - at - Overhead)
            {
                return ImageScan.Truncated(info, $"The chunk {Show(type)} at byte {at} states {length} bytes; {png.Length - at - 8} are left of the file.");
            }

            var end = at + 8 + (int)length;
            if (Crc32.Of(png[(at + 4)..end]) != BinaryPrimitives.ReadUInt32BigEndian(png[end..]))
            {
                return ImageScan.Corrupt(info, $"The checksum of chunk {Show(type)} at byte {at} is wrong.");
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return dataBytes > 0 ? info : ImageScan.Corrupt(info, "The PNG has no image data (IDAT).");
            }

            dataBytes += type.SequenceEqual("IDAT"u8) ? length : 0;
            info = type.SequenceEqual("acTL"u8) && length == 8 ? info with { Frames = Frames(png[(at + 8)..]) } : info;
            at = end + 4;
        }
    }

    private static int Frames(ReadOnlySpan<byte> animation) => (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(animation), 1, int.MaxValue);

    private static ImageScan ReadHeader(ReadOnlySpan<byte> type, uint length, ReadOnlySpan<byte> data)
    {
        if (!type.SequenceEqual("IHDR"u8) || length != 13)
        {
            return ImageScan.Corrupt(null, $"The PNG starts with chunk {Show(type)} of {length} bytes instead of IHDR of 13.");
        }

        if (data.Length < 13)
        {
            return ImageScan.Truncated(null, "The PNG ends within its header.");
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(data);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        var channels = Channels(data[9], data[8]);
        return width is 0 or > int.MaxValue || height is 0 or > int.MaxValue || channels == 0 || data[10] != 0 || data[11] != 0 || data[12] > 1
            ? ImageScan.Corrupt(null, $"The PNG header states {width}×{height}, bit depth {data[8]}, colour type {data[9]}: not a valid combination.")
            : new ImageInfo(ContentKind.Png, (int)width, (int)height, data[8], channels, 1);
    }

    /// <summary>Table 11.1 of the specification: which bit depths a colour type allows. 0: not allowed.</summary>
    private static int Channels(byte colourType, byte bitDepth) => (colourType, bitDepth) switch
    {
        (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) => 1,
        (4, 8 or 16) => 2,
        (2, 8 or 16) => 3,
        (6, 8 or 16) => 4,
        _ => 0,
    };

    private static string Show(ReadOnlySpan<byte> type) =>
        type.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 ? Encoding.ASCII.GetString(type) : "0x" + Convert.ToHexString(type);
}

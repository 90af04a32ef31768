using System.Buffers.Binary;

namespace Winnow.Core.Formats.Internal;

/// <summary>BMP: a file header, a bitmap header of one of several lengths, and rows padded to four bytes.</summary>
internal static class BmpStructure
{
    public static ImageScan Scan(ReadOnlySpan<byte> bmp)
    {
        if (bmp.Length < 26 || (bmp[14] != 12 && bmp.Length < 54))
        {
            return ImageScan.Truncated(null, $"The BMP ends after {bmp.Length} bytes, within its header.");
        }

        var isCore = bmp[14] == 12;
        long width = isCore ? BinaryPrimitives.ReadUInt16LittleEndian(bmp[18..]) : BinaryPrimitives.ReadInt32LittleEndian(bmp[18..]);
        long height = isCore ? BinaryPrimitives.ReadUInt16LittleEndian(bmp[20..]) : Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bmp[22..]));
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(bmp[(isCore ? 24 : 28)..]);
        var compression = isCore ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bmp[30..]);
        if (width is <= 0 or > int.MaxValue || height is <= 0 or > int.MaxValue || bits is not (1 or 2 or 4 or 8 or 16 or 24 or 32) || compression is > 3 and not 6)
        {
            return ImageScan.Corrupt(null, $"The BMP header states {width}×{height} with {bits} bits per pixel and compression {compression}: not a valid combination.");
        }

        var info = new ImageInfo(ContentKind.Bmp, (int)width, (int)height, bits <= 8 ? bits : 8, bits <= 8 ? 1 : bits == 32 ? 4 : 3, 1);
        return CheckEnd(bmp, info, bits, compression);
    }

    /// <summary>Run-length-coded pixels (1, 2) state their size; others follow from width, height and depth.</summary>
    private static ImageScan CheckEnd(ReadOnlySpan<byte> bmp, ImageInfo info, int bits, uint compression)
    {
        var start = BinaryPrimitives.ReadUInt32LittleEndian(bmp[10..]);
        if (start < 14u + bmp[14])
        {
            return ImageScan.Corrupt(info, $"The BMP's pixels start at byte {start}, within its header.");
        }

        var stride = (((decimal)info.Width * bits) + 31) / 32;
        var pixels = compression is 1 or 2 ? BinaryPrimitives.ReadUInt32LittleEndian(bmp[34..]) : decimal.Floor(stride) * 4 * info.Height;
        return start + pixels > bmp.Length
            ? ImageScan.Truncated(info, $"The BMP's pixels need {start + pixels:0} bytes; the file has {bmp.Length}.")
            : info;
    }
}

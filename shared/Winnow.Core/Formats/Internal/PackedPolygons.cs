using System.Buffers;
using System.Buffers.Binary;

namespace Winnow.Core.Formats.Internal;

/// <summary>Polygons in few bytes, without loss.</summary>
/// <remarks>
/// Numbers with at most two decimals, which is what COCO files have, are kept as hundredths, as the difference to the number two before (x to x, y to y),
/// seven bits a byte: mostly two bytes each. If one number of a mask is not like that, all of them take eight.
/// </remarks>
internal static class PackedPolygons
{
    private const double Scale = 100;
    private const double MaxHundredths = 1L << 40;

    public static byte[] Pack(IReadOnlyList<IReadOnlyList<double>> polygons)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var isHundredths = polygons.All(polygon => polygon.All(IsHundredth));
        Write(bytes, isHundredths ? 1 : 0);
        Write(bytes, polygons.Count);
        foreach (var polygon in polygons)
        {
            Write(bytes, polygon.Count);
            for (var index = 0; index < polygon.Count; index++)
            {
                if (isHundredths)
                {
                    Write(bytes, Hundredths(polygon[index]) - (index < 2 ? 0 : Hundredths(polygon[index - 2])));
                }
                else
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes.GetSpan(sizeof(double)), polygon[index]);
                    bytes.Advance(sizeof(double));
                }
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static double[][] Unpack(ReadOnlySpan<byte> packed)
    {
        var isHundredths = Read(ref packed) == 1;
        var polygons = new double[Read(ref packed)][];
        for (var index = 0; index < polygons.Length; index++)
        {
            var polygon = new double[Read(ref packed)];
            polygons[index] = polygon;
            if (isHundredths)
            {
                ReadHundredths(polygon, ref packed);
            }
            else
            {
                ReadDoubles(polygon, ref packed);
            }
        }

        return polygons;
    }

    private static void ReadHundredths(double[] polygon, ref ReadOnlySpan<byte> packed)
    {
        var (last, beforeLast) = (0L, 0L);
        for (var index = 0; index < polygon.Length; index++)
        {
            var hundredths = Read(ref packed) + beforeLast;
            (last, beforeLast) = (hundredths, last);
            polygon[index] = hundredths / Scale;
        }
    }

    private static void ReadDoubles(double[] polygon, ref ReadOnlySpan<byte> packed)
    {
        for (var index = 0; index < polygon.Length; index++)
        {
            polygon[index] = BinaryPrimitives.ReadDoubleLittleEndian(packed);
            packed = packed[sizeof(double)..];
        }
    }

    private static bool IsHundredth(double value) =>
        Math.Abs(value) * Scale < MaxHundredths && Hundredths(value) / Scale == value && !(value == 0 && double.IsNegative(value));

    private static long Hundredths(double value) => (long)Math.Round(value * Scale);

    /// <summary>Writes a number with its sign in the lowest bit, seven bits a byte.</summary>
    private static void Write(ArrayBufferWriter<byte> bytes, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        while (rest >= 128)
        {
            bytes.Write([(byte)(rest | 128)]);
            rest >>= 7;
        }

        bytes.Write([(byte)rest]);
    }

    private static long Read(ref ReadOnlySpan<byte> bytes)
    {
        var (value, shift, at) = (0UL, 0, 0);
        byte next;
        do
        {
            next = bytes[at++];
            value |= (ulong)(next & 127) << shift;
            shift += 7;
        }
        while (next >= 128);
        bytes = bytes[at..];
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}

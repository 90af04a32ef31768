using System.Buffers.Binary;

namespace Winnow.Inference.Internal.Images;

/// <summary>What the markers of a JPEG file say about where its image ends.</summary>
/// <param name="End">Where the marker of the end stands, in bytes from the file's beginning.</param>
/// <param name="IsOneScan">Whether the image is sequential and in one piece: each of its blocks is written once.</param>
/// <remarks>ITU-T T.81, annex B. A thumbnail is in a segment, which is jumped over with its own markers; what follows the end, such as a second image, does not count.</remarks>
internal readonly record struct JpegLayout(int End, bool IsOneScan)
{
    private const byte StartOfBaseline = 0xC0;
    private const byte StartOfSequential = 0xC1;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    /// <summary>How the files begin.</summary>
    public static ReadOnlySpan<byte> Signature => [0xFF, 0xD8, 0xFF];

    /// <summary>Reads the markers; null when the one of the end is missing.</summary>
    public static JpegLayout? Read(ReadOnlySpan<byte> content)
    {
        var (scans, isSequential) = (0, false);
        var at = 2;
        while (NextMarker(content, ref at) is { } marker)
        {
            if (marker == EndOfImage) return new(at - 2, isSequential && scans == 1);
            if (marker == StartOfScan) scans++;
            isSequential |= marker is StartOfBaseline or StartOfSequential;
            if (at + 2 > content.Length) return null;
            at += BinaryPrimitives.ReadUInt16BigEndian(content[at..]);
        }

        return null;
    }

    /// <summary>Finds the next marker of a segment or of the end, over coded data and over markers that stand alone; then <paramref name="at"/> is behind it.</summary>
    private static byte? NextMarker(ReadOnlySpan<byte> content, ref int at)
    {
        while (at < content.Length && content[at..].IndexOf((byte)0xFF) is >= 0 and var offset)
        {
            at += offset;
            while (at < content.Length && content[at] == 0xFF) at++;
            if (at == content.Length) return null;
            // 0: a coded 0xFF; 1 and D0 to D8: without a segment, restarts among them.
            if (content[at++] is var code and not (0 or 1 or (>= 0xD0 and <= 0xD8))) return code;
        }

        return null;
    }
}

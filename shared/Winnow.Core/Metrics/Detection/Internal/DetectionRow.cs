namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>A detection that counts; 32 bytes in memory, 23 stored.</summary>
/// <param name="Class">Number of its class.</param>
/// <param name="Rank">How many detections of its image and class have a higher score, or the same and came before: 0 to 99.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Matched">Bits of <see cref="CocoRules.Bit"/>: it matches a truth.</param>
/// <param name="Ignored">Bits: it does not count, neither as right nor as wrong.</param>
internal readonly record struct DetectionRow(int Class, int Rank, double Score, ulong Matched, ulong Ignored) : IResultRow<DetectionRow>, IScoredRow
{
    private const int LowBits = 32;

    public static DetectionRow Read(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadByte(), reader.ReadDouble(), ReadBits(reader), ReadBits(reader));

    public DetectionRow Renumber(ReadOnlySpan<int> classes) => this with { Class = classes[Class] };

    public void Write(BinaryWriter writer)
    {
        writer.Write(Class);
        writer.Write((byte)Rank);
        writer.Write(Score);
        WriteBits(writer, Matched);
        WriteBits(writer, Ignored);
    }

    // 10 thresholds × 4 area ranges are 40 bits.
    private static ulong ReadBits(BinaryReader reader) => reader.ReadUInt32() | ((ulong)reader.ReadByte() << LowBits);

    private static void WriteBits(BinaryWriter writer, ulong bits)
    {
        writer.Write((uint)bits);
        writer.Write((byte)(bits >> LowBits));
    }
}

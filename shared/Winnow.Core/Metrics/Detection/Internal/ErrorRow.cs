namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>A detection with what is wrong with it; 24 bytes in memory, 18 stored.</summary>
/// <param name="Class">Number of its class.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Outcome">A <see cref="DetectionErrorKind"/>, or <see cref="Right"/>.</param>
/// <param name="IsIgnored">Whether it only matches a crowd: its error is counted, but it is not ranked.</param>
/// <param name="MendedClass">The class in which it would be right once mended; -1: mending removes it.</param>
internal readonly record struct ErrorRow(int Class, double Score, byte Outcome, bool IsIgnored, int MendedClass) : IResultRow<ErrorRow>, IScoredRow
{
    public const byte Right = byte.MaxValue;

    public bool IsRight => Outcome == Right;

    public static ErrorRow Read(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadDouble(), reader.ReadByte(), reader.ReadBoolean(), reader.ReadInt32());

    public ErrorRow Renumber(ReadOnlySpan<int> classes) => this with { Class = classes[Class], MendedClass = MendedClass < 0 ? -1 : classes[MendedClass] };

    public void Write(BinaryWriter writer)
    {
        writer.Write(Class);
        writer.Write(Score);
        writer.Write(Outcome);
        writer.Write(IsIgnored);
        writer.Write(MendedClass);
    }
}

namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>What became of a truth; 8 bytes in memory, 6 stored.</summary>
/// <param name="Class">Number of its class.</param>
/// <param name="IsUnmatched">No detection found it.</param>
/// <param name="IsMissed">Nor would a mended one.</param>
internal readonly record struct ErrorTruthRow(int Class, bool IsUnmatched, bool IsMissed) : IResultRow<ErrorTruthRow>
{
    public static ErrorTruthRow Read(BinaryReader reader) => new(reader.ReadInt32(), reader.ReadBoolean(), reader.ReadBoolean());

    public ErrorTruthRow Renumber(ReadOnlySpan<int> classes) => this with { Class = classes[Class] };

    public void Write(BinaryWriter writer)
    {
        writer.Write(Class);
        writer.Write(IsUnmatched);
        writer.Write(IsMissed);
    }
}

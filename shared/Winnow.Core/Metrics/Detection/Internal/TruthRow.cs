namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>How many truths of a class an image has that are to be found, by area range.</summary>
internal readonly record struct TruthRow(int Class, int All, int Small, int Medium, int Large) : IResultRow<TruthRow>
{
    public static TruthRow Read(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());

    public static TruthRow Of(int classId, ObjectShapes shapes, IReadOnlyList<int> truths)
    {
        Span<int> counts = stackalloc int[CocoRules.Areas];
        foreach (var truth in truths)
        {
            for (var area = 0; area < CocoRules.Areas; area++)
            {
                counts[area] += shapes[truth].IsCrowd || CocoRules.IsOutside(area, shapes.AreaOf(truth)) ? 0 : 1;
            }
        }

        return new(classId, counts[0], counts[1], counts[2], counts[3]);
    }

    public int In(int area) => area switch { 0 => All, 1 => Small, 2 => Medium, _ => Large };

    public TruthRow Renumber(ReadOnlySpan<int> classes) => this with { Class = classes[Class] };

    public void Write(BinaryWriter writer)
    {
        foreach (var number in (ReadOnlySpan<int>)[Class, All, Small, Medium, Large])
        {
            writer.Write(number);
        }
    }
}

using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>What one annotation of a COCO file found, while the file is being read.</summary>
internal readonly record struct CocoHeldObject
{
    private const int OwnBytes = 56;
    private const int HeaderBytes = 24;

    private readonly LabelledObject? found;
    private readonly byte[]? polygons;

    public CocoHeldObject(int line, int index, CocoObject said)
    {
        (Line, Index, Category) = (line, index, said.Category?.Text);
        found = said.Object;
        if (found?.Mask?.Polygons is { } given)
        {
            polygons = PackedPolygons.Pack(given);
            found = found with { Mask = null };
        }
    }

    /// <summary>Line on which the annotation starts.</summary>
    public int Line { get; }

    /// <summary>Place of the annotation among the annotations.</summary>
    public int Index { get; }

    /// <summary>Id of the category.</summary>
    public string? Category { get; }

    /// <summary>Whether it found an object, not a caption.</summary>
    public bool IsObject => found is not null;

    /// <summary>Estimate of the memory that this takes.</summary>
    public long Bytes => OwnBytes + (found is null ? 0 : DetailSize.Of(found)) + (polygons is null ? 0 : HeaderBytes + polygons.Length);

    /// <summary>The object without its label; the size of a mask of polygons is 0.</summary>
    public LabelledObject Unpack() => polygons is null
        ? found!
        : found! with { Mask = new() { Height = 0, Width = 0, Polygons = PackedPolygons.Unpack(polygons) } };
}

using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>One annotation or result of a COCO file: an object, whose label is not known yet, or a caption.</summary>
internal readonly record struct CocoObject
{
    public CocoId Image { get; init; }

    public CocoId? Category { get; init; }

    public CocoId? Id { get; init; }

    /// <summary>Without its label; the size of a mask of polygons is 0 until that of the image is known.</summary>
    public LabelledObject? Object { get; init; }

    public string? Caption { get; init; }

    /// <summary>Why it could not be read.</summary>
    public string? Problem { get; init; }
}

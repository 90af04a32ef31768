using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>What COCO results say of one image, while the file is being read.</summary>
/// <param name="Path">Path within the dataset.</param>
/// <param name="Row">Number of its first result, from 1.</param>
internal sealed record CocoFoundImage(string Path, int Row)
{
    public List<LabelledObject> Objects { get; } = [];

    public string? Caption { get; set; }
}

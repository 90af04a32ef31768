using Winnow.Core.Labels;

namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>The checked objects of one image: truths and detections.</summary>
internal sealed class ImageObjects
{
    /// <exception cref="ArgumentException">An object is malformed; the message names image and object.</exception>
    public ImageObjects(string imageId, IReadOnlyList<LabelledObject> truths, IReadOnlyList<LabelledObject> detections, OverlapKind overlap)
    {
        ImageId = imageId;
        Truths = ObjectShapes.OfTruths(imageId, truths, overlap);
        Detections = Truths.OfDetections(imageId, detections, overlap);
    }

    public string ImageId { get; }

    public ObjectShapes Truths { get; }

    public ObjectShapes Detections { get; }

    /// <summary>Indices of all detections by falling score, equal ones in their order.</summary>
    public int[] RankDetections()
    {
        var (keys, indices) = (new double[Detections.Count], new int[Detections.Count]);
        for (var i = 0; i < keys.Length; i++)
        {
            (keys[i], indices[i]) = (-Detections.ScoreOf(i), i);
        }

        StableOrder.Sort(keys, indices);
        return indices;
    }
}

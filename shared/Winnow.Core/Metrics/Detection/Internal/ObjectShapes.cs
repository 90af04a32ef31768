using Winnow.Core.Labels;

namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>The checked shapes of one list of objects on an image.</summary>
internal sealed class ObjectShapes
{
    private readonly IReadOnlyList<LabelledObject> objects;
    private readonly RunLengthMask[]? masks;
    private readonly double[] areas;
    private (int Height, int Width)? size;

    private ObjectShapes(
        string imageId, bool areTruths, IReadOnlyList<LabelledObject> objects, OverlapKind overlap, (int Height, int Width)? size)
    {
        (this.objects, this.size) = (objects, size);
        masks = overlap == OverlapKind.Mask ? new RunLengthMask[objects.Count] : null;
        areas = new double[objects.Count];
        for (var i = 0; i < objects.Count; i++)
        {
            try
            {
                Take(i, areTruths);
            }
            catch (ArgumentException exception)
            {
                throw new ArgumentException($"Image '{imageId}', {(areTruths ? "truth" : "detection")} {i}: {exception.Message}", nameof(objects), exception);
            }
        }
    }

    public int Count => objects.Count;

    public LabelledObject this[int index] => objects[index];

    /// <exception cref="ArgumentException">An object is malformed; the message names image and object.</exception>
    public static ObjectShapes OfTruths(string imageId, IReadOnlyList<LabelledObject> truths, OverlapKind overlap) =>
        new(imageId, true, truths, overlap, null);

    /// <summary>The detections on the same image.</summary>
    /// <exception cref="ArgumentException">
    /// An object is malformed, has no score from 0 to 1, or a mask of another size; the message names image and object.
    /// </exception>
    public ObjectShapes OfDetections(string imageId, IReadOnlyList<LabelledObject> detections, OverlapKind overlap) =>
        new(imageId, false, detections, overlap, size);

    public double ScoreOf(int index) => objects[index].Score!.Value;

    /// <summary>Area of a truth: as stated, or else of its mask, or else of its box. Of a detection: of what is laid over the truth.</summary>
    public double AreaOf(int index) => areas[index];

    /// <summary>Overlap of a detection of this list with a truth of another.</summary>
    public double Iou(int detection, ObjectShapes truths, int truth, bool isCrowd) => masks is null
        ? BoxOverlap.Iou(objects[detection].Box, truths.objects[truth].Box, isCrowd)
        : masks[detection].Iou(truths.masks![truth], isCrowd);

    private void Take(int index, bool isTruth)
    {
        var item = objects[index];
        CheckBox(item.Box);
        if (!isTruth && item.Score is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"The score is {(item.Score is { } score ? score : "absent")}; it is from 0 to 1.");
        }

        if (isTruth && item.Area is { } stated && !(stated >= 0))
        {
            throw new ArgumentException($"The area is {stated}; it is at least 0.");
        }

        if (masks is not null)
        {
            masks[index] = TakeMask(item.Mask ?? throw new ArgumentException("It has no mask."));
        }

        areas[index] = isTruth ? AreaOfTruth(index) : masks?[index].Area ?? item.Box.Area;
    }

    private RunLengthMask TakeMask(ObjectMask given)
    {
        var mask = RunLengthMask.Of(given);
        size ??= (mask.Height, mask.Width);
        return (mask.Height, mask.Width) == size
            ? mask
            : throw new ArgumentException($"The mask is {mask.Height} × {mask.Width}; those before it are {size.Value.Height} × {size.Value.Width}.");
    }

    private double AreaOfTruth(int index) => objects[index] switch
    {
        { Area: { } stated } => stated,
        { Mask: { } mask } => (masks?[index] ?? RunLengthMask.Of(mask)).Area,
        var truth => truth.Box.Area,
    };

    private static void CheckBox(Box box)
    {
        if (!double.IsFinite(box.X) || !double.IsFinite(box.Y) || !double.IsFinite(box.Width) || !double.IsFinite(box.Height))
        {
            throw new ArgumentException($"The box is [{box.X}, {box.Y}, {box.Width}, {box.Height}]; its numbers are finite.");
        }

        if (box.Width < 0 || box.Height < 0)
        {
            throw new ArgumentException($"The box is {box.Width} × {box.Height}; neither is negative.");
        }
    }
}

using System.Buffers;
using Winnow.Core.Metrics.Detection.Internal;

namespace Winnow.Core.Metrics.Detection;

/// <summary>Average precision recomputed with weights of images: what a bootstrap over images asks for thousands of times.</summary>
/// <remarks>
/// A weight w counts an image's detections and truths w times; copies of a detection stand together. The order by score does not depend on
/// weights and is made once. A recomputation costs one pass over the detections and one over the true positives of each threshold; it takes its
/// memory from a pool. Safe for use by several threads. Weighted counts of a class stay below 2³¹.
/// </remarks>
public sealed class DetectionResample
{
    private readonly ClassResample[] classes;

    internal DetectionResample(ImageResults<DetectionRow, TruthRow> results)
    {
        ImageIds = results.Images.Ordered();
        var (rows, places) = results.Detections.InOrder(results.Images.Order());
        var ranking = new ClassRanking<DetectionRow>(rows, results.Classes.Count);
        var truths = TruthsOf(results);
        classes =
        [
            .. Enumerable.Range(0, truths.Length).Where(id => truths[id].Count > 0)
                .OrderBy(id => results.Classes[id], StringComparer.Ordinal)
                .Select(id => new ClassResample(ranking.RowsOf(id), ImagesOf(ranking.PositionsOf(id), places), [.. truths[id]])),
        ];
    }

    /// <summary>The images, ordered (ordinal): weights come in this order.</summary>
    public IReadOnlyList<string> ImageIds { get; }

    /// <summary>Mean over the ten IoU thresholds (all areas, 100 detections); null when no image with truths has a weight.</summary>
    /// <param name="imageWeights">How often each image counts, by <see cref="ImageIds"/>; none is negative.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights than images, or one is negative.</exception>
    public double? Ap(ReadOnlySpan<int> imageWeights) => Compute(imageWeights, CocoRules.Thresholds);

    /// <summary>The same at IoU 0.5.</summary>
    /// <param name="imageWeights">How often each image counts, by <see cref="ImageIds"/>; none is negative.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights than images, or one is negative.</exception>
    public double? Ap50(ReadOnlySpan<int> imageWeights) => Compute(imageWeights, 1);

    private static int[] ImagesOf(ReadOnlySpan<int> positions, int[] places)
    {
        var images = new int[positions.Length];
        for (var i = 0; i < images.Length; i++)
        {
            images[i] = places[positions[i]];
        }

        return images;
    }

    private static List<(int Image, int Count)>[] TruthsOf(ImageResults<DetectionRow, TruthRow> results)
    {
        var truths = new List<(int Image, int Count)>[results.Classes.Count];
        for (var id = 0; id < truths.Length; id++)
        {
            truths[id] = [];
        }

        var places = results.Images.Places();
        for (var image = 0; image < places.Length; image++)
        {
            var (start, end) = results.Truths.RangeOf(image);
            foreach (ref readonly var row in results.Truths.All[start..end])
            {
                if (row.All > 0)
                {
                    truths[row.Class].Add((places[image], row.All));
                }
            }
        }

        return truths;
    }

    private double? Compute(ReadOnlySpan<int> weights, int thresholds)
    {
        if (weights.Length != ImageIds.Count)
        {
            throw new ArgumentException($"{weights.Length} weights were given; there are {ImageIds.Count} images.", nameof(weights));
        }

        foreach (var weight in weights)
        {
            if (weight < 0)
            {
                throw new ArgumentException($"A weight is {weight}; it is at least 0.", nameof(weights));
            }
        }

        var scratch = ArrayPool<int>.Shared.Rent(classes.Length == 0 ? 0 : classes.Max(c => c.ScratchLength));
        var (sum, count) = (0.0, 0);
        foreach (var part in classes)
        {
            if (part.Compute(weights, thresholds, scratch) is { } value)
            {
                (sum, count) = (sum + value, count + 1);
            }
        }

        ArrayPool<int>.Shared.Return(scratch);
        return count == 0 ? null : sum / count;
    }
}

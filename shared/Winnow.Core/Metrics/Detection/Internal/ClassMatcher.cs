namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Matches the detections of one class on one image with its truths, for all thresholds and area ranges of COCO.</summary>
/// <remarks>
/// As COCOeval: by falling score each detection takes the truth with the largest overlap that is left (of equal ones the last), one that counts
/// before one that is ignored. Crowds and truths outside the area range are ignored; a crowd is never used up. A detection without a match is
/// ignored when its own area is outside.
/// </remarks>
internal sealed class ClassMatcher
{
    // A threshold of 1 would leave no room for rounding; COCOeval's margin.
    private const double MaxThreshold = 1 - 1e-10;
    private readonly double[] overlaps;
    private readonly double[] largest;
    private readonly bool[] isCrowd;
    private readonly int[] order;
    private readonly bool[] isTaken;
    private int counted;

    /// <param name="image">The image's objects.</param>
    /// <param name="detections">Which of its detections have the class: by falling score.</param>
    /// <param name="truths">Which of its truths have the class.</param>
    public ClassMatcher(ImageObjects image, ReadOnlySpan<int> detections, ReadOnlySpan<int> truths)
    {
        (Matched, Ignored, Partners) = (new ulong[detections.Length], new ulong[detections.Length], new int[detections.Length]);
        (overlaps, largest) = (new double[detections.Length * truths.Length], new double[detections.Length]);
        (order, isTaken, isCrowd) = (new int[truths.Length], new bool[truths.Length], new bool[truths.Length]);
        Array.Fill(Partners, -1);
        Measure(image, detections, truths);
        for (var area = 0; area < CocoRules.Areas && largest.Any(overlap => overlap >= CocoRules.Iou(0)); area++)
        {
            OrderTruths(image.Truths, truths, area);
            for (var threshold = 0; threshold < CocoRules.Thresholds; threshold++)
            {
                Assign(area, threshold);
            }
        }

        for (var i = 0; i < detections.Length; i++)
        {
            Ignored[i] |= CocoRules.BitsOutside(image.Detections.AreaOf(detections[i])) & ~Matched[i];
        }
    }

    /// <summary>Bits of <see cref="CocoRules.Bit"/> by detection: it has a match.</summary>
    public ulong[] Matched { get; }

    /// <summary>Bits by detection: it does not count.</summary>
    public ulong[] Ignored { get; }

    /// <summary>By detection: its match at IoU 0.5, all areas, as an index into the truths of the class; -1 without one.</summary>
    public int[] Partners { get; }

    public double OverlapOf(int detection, int truth) => overlaps[(detection * order.Length) + truth];

    private void Measure(ImageObjects image, ReadOnlySpan<int> detections, ReadOnlySpan<int> truths)
    {
        for (var j = 0; j < truths.Length; j++)
        {
            isCrowd[j] = image.Truths[truths[j]].IsCrowd;
        }

        for (var i = 0; i < detections.Length; i++)
        {
            for (var j = 0; j < truths.Length; j++)
            {
                var overlap = image.Detections.Iou(detections[i], image.Truths, truths[j], isCrowd[j]);
                overlaps[(i * truths.Length) + j] = overlap;
                largest[i] = Math.Max(largest[i], overlap);
            }
        }
    }

    // Truths that count first, in their order; then those that are ignored.
    private void OrderTruths(ObjectShapes shapes, ReadOnlySpan<int> truths, int area)
    {
        var (next, last) = (0, truths.Length);
        for (var j = truths.Length - 1; j >= 0; j--)
        {
            if (isCrowd[j] || CocoRules.IsOutside(area, shapes.AreaOf(truths[j])))
            {
                order[--last] = j;
            }
        }

        for (var j = 0; j < truths.Length; j++)
        {
            if (!isCrowd[j] && !CocoRules.IsOutside(area, shapes.AreaOf(truths[j])))
            {
                order[next++] = j;
            }
        }

        counted = next;
    }

    private void Assign(int area, int threshold)
    {
        var (bit, limit) = (1UL << CocoRules.Bit(area, threshold), Math.Min(CocoRules.Iou(threshold), MaxThreshold));
        Array.Clear(isTaken);
        for (var i = 0; i < largest.Length; i++)
        {
            if (largest[i] < limit)
            {
                continue;
            }

            var regular = Best(i, order.AsSpan(0, counted), limit);
            var match = regular >= 0 ? regular : Best(i, order.AsSpan(counted), limit);
            if (match < 0)
            {
                continue;
            }

            isTaken[match] = true;
            Matched[i] |= bit;
            Ignored[i] |= regular < 0 ? bit : 0;
            Partners[i] = area == 0 && threshold == CocoRules.Half ? match : Partners[i];
        }
    }

    private int Best(int detection, ReadOnlySpan<int> candidates, double limit)
    {
        var best = -1;
        foreach (var truth in candidates)
        {
            var overlap = OverlapOf(detection, truth);
            if (overlap >= limit && (isCrowd[truth] || !isTaken[truth]))
            {
                (best, limit) = (truth, overlap);
            }
        }

        return best;
    }
}

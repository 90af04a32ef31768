namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>The ranking of one class, ready for weights of images.</summary>
internal sealed class ClassResample
{
    private readonly int[] images;
    private readonly (int Image, int Count)[] truths;
    private readonly int[][] hits;
    private readonly int[][] ignored;

    /// <param name="rows">Its detections, the highest score first.</param>
    /// <param name="images">The image of each, as the index of its weight.</param>
    /// <param name="truths">How many truths count on which image.</param>
    public ClassResample(ReadOnlySpan<DetectionRow> rows, int[] images, (int Image, int Count)[] truths)
    {
        this.truths = truths;
        (hits, ignored) = (new int[CocoRules.Thresholds][], new int[CocoRules.Thresholds][]);
        for (var threshold = 0; threshold < CocoRules.Thresholds; threshold++)
        {
            var (found, dropped) = (new List<int>(), new List<int>());
            for (var i = 0; i < rows.Length; i++)
            {
                var isIgnored = ((rows[i].Ignored >> threshold) & 1) != 0;
                if (isIgnored || ((rows[i].Matched >> threshold) & 1) != 0)
                {
                    (isIgnored ? dropped : found).Add(i);
                }
            }

            (hits[threshold], ignored[threshold]) = ([.. found], [.. dropped]);
        }

        // What comes after the last true positive changes nothing.
        this.images = images[..(hits.Max(found => found.LastOrDefault(-1)) + 1)];
    }

    /// <summary>Numbers that <see cref="Compute"/> needs room for.</summary>
    public int ScratchLength => images.Length + (2 * hits.Max(found => found.Length));

    /// <summary>Mean precision over the first thresholds; null when no truth has a weight.</summary>
    public double? Compute(ReadOnlySpan<int> weights, int thresholds, Span<int> scratch)
    {
        var total = 0;
        foreach (var (image, count) in truths)
        {
            total += weights[image] * count;
        }

        if (total == 0)
        {
            return null;
        }

        Span<int> needed = stackalloc int[CocoRules.Points];
        Span<double> points = stackalloc double[CocoRules.Points];
        PrecisionCurve.FillNeeded(total, CocoRules.Recalls, needed);
        var upTo = scratch[..images.Length];
        SumWeights(weights, upTo);
        var sum = 0.0;
        for (var threshold = 0; threshold < thresholds; threshold++)
        {
            var length = hits[threshold].Length;
            var found = scratch.Slice(images.Length, length);
            var seen = scratch.Slice(images.Length + length, length);
            var count = Collect(weights, threshold, upTo, found, seen);
            sum += PrecisionCurve.Fill(found[..count], seen[..count], needed, points);
        }

        return sum / thresholds;
    }

    private void SumWeights(ReadOnlySpan<int> weights, Span<int> upTo)
    {
        var sum = 0;
        for (var i = 0; i < images.Length; i++)
        {
            upTo[i] = sum += weights[images[i]];
        }
    }

    // Returns how many true positives have a weight.
    private int Collect(ReadOnlySpan<int> weights, int threshold, ReadOnlySpan<int> upTo, Span<int> found, Span<int> seen)
    {
        var (dropped, next, ignoredWeight, count, sum) = (ignored[threshold], 0, 0, 0, 0);
        foreach (var position in hits[threshold])
        {
            for (; next < dropped.Length && dropped[next] < position; next++)
            {
                ignoredWeight += weights[images[dropped[next]]];
            }

            // Without a branch, which a third of all weights of a bootstrap would mispredict: what has no weight is written over.
            var weight = weights[images[position]];
            sum += weight;
            (found[count], seen[count]) = (sum, upTo[position] - ignoredWeight);
            count += weight > 0 ? 1 : 0;
        }

        return count;
    }
}

namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Reads the precision at 101 recalls from a ranking.</summary>
/// <remarks>
/// As COCOeval: precision at a recall is the highest one at this recall or beyond; a recall that is not reached has 0. Only true positives are
/// looked at, since precision falls between them.
/// </remarks>
internal static class PrecisionCurve
{
    // numpy.spacing(1), which COCOeval adds to the denominator.
    private const double Spacing = 1.0 / (1L << 52);

    /// <summary>For each recall the fewest truths, at least 1, whose share of all is not below it, in the arithmetic of numpy.searchsorted.</summary>
    /// <param name="truths">How many truths there are; at least 1.</param>
    /// <param name="recalls">The recalls, 0 to 1.</param>
    /// <param name="needed">What is filled.</param>
    public static void FillNeeded(int truths, ReadOnlySpan<double> recalls, Span<int> needed)
    {
        for (var point = 0; point < needed.Length; point++)
        {
            var fewest = Math.Max(1, (int)(recalls[point] * truths) - 1);
            while ((double)fewest / truths < recalls[point])
            {
                fewest++;
            }

            needed[point] = fewest;
        }
    }

    /// <summary>Fills <paramref name="points"/> and returns their mean.</summary>
    /// <param name="found">Truths found up to each true positive, itself included; ascending.</param>
    /// <param name="seen">Detections that count up to each true positive, itself included.</param>
    /// <param name="needed">What <see cref="FillNeeded"/> says.</param>
    /// <param name="points">Precision at each recall.</param>
    public static double Fill(ReadOnlySpan<int> found, ReadOnlySpan<int> seen, ReadOnlySpan<int> needed, Span<double> points)
    {
        var (point, best, sum) = (points.Length - 1, 0.0, 0.0);
        for (; point >= 0 && (found.IsEmpty || needed[point] > found[^1]); point--)
        {
            points[point] = 0;
        }

        for (var i = found.Length - 1; point >= 0; i--)
        {
            var precision = found[i] / (seen[i] + Spacing);
            best = precision > best ? precision : best;
            var before = i == 0 ? 0 : found[i - 1];
            for (; point >= 0 && needed[point] > before; point--)
            {
                points[point] = best;
                sum += best;
            }
        }

        return sum / points.Length;
    }
}

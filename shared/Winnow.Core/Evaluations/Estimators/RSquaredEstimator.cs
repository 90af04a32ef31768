using Winnow.Core.Evaluations.Analysis;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>R², in which an item can count several times; null when the truths do not differ.</summary>
/// <remarks>Not from sums of squares of the truths: of truths far from 0 those keep no digits of their spread.</remarks>
public static class RSquaredEstimator
{
    public static MetricEstimator Create(string metric, string squaredError, string truth) =>
        new WeightsEstimator(metric, (table, rows) => Prepare(table, rows, squaredError, truth), visitsPerItem: 2);

    private static Func<ReadOnlySpan<int>, double?> Prepare(OutcomeTable table, int[] rows, string squaredError, string truth)
    {
        var (errors, truths) = (new double[rows.Length], new double[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            (errors[i], truths[i]) = (table.Part(squaredError)[rows[i]], table.Part(truth)[rows[i]]);
        }

        return weights => Compute(weights, errors, truths);
    }

    private static double? Compute(ReadOnlySpan<int> weights, double[] errors, double[] truths)
    {
        var (count, sum, error) = (0.0, 0.0, 0.0);
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                count += weights[i];
                sum += weights[i] * truths[i];
                error += weights[i] * errors[i];
                (least, most) = (Math.Min(least, truths[i]), Math.Max(most, truths[i]));
            }
        }

        var value = 1 - (error / Spread(weights, truths, sum, count));
        return least < most && double.IsFinite(value) ? value : null;
    }

    // What rounding has left of the mean is taken off (the corrected two-pass algorithm: Chan, Golub and LeVeque 1983).
    private static double Spread(ReadOnlySpan<int> weights, double[] truths, double sum, double count)
    {
        var (mean, squares, drift) = (sum / count, 0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            var distance = truths[i] - mean;
            squares += weights[i] * distance * distance;
            drift += weights[i] * distance;
        }

        return squares - (drift * drift / count);
    }
}

using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>The expected calibration error from the confidences of items.</summary>
public static class CalibrationEstimator
{
    /// <summary>As <see cref="CalibrationAccumulator"/> computes it; items without a confidence have no part in it.</summary>
    public static MetricEstimator Create() => new WeightsEstimator(MetricNames.ExpectedCalibrationError, Prepare);

    private static Func<ReadOnlySpan<int>, double?> Prepare(OutcomeTable table, int[] rows)
    {
        var (confidences, bins) = (new double[rows.Length], new byte[rows.Length]);
        var isRight = new bool[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var confidence = table.Confidences[rows[i]];
            (confidences[i], isRight[i]) = (double.IsNaN(confidence) ? 0 : confidence, table.Losses[rows[i]] == 0);
            bins[i] = double.IsNaN(confidence) ? byte.MaxValue : (byte)CalibrationAccumulator.BinOf(confidence);
        }

        return weights => Compute(weights, confidences, bins, isRight);
    }

    private static double? Compute(ReadOnlySpan<int> weights, double[] confidences, byte[] bins, bool[] isRight)
    {
        Span<double> gaps = stackalloc double[CalibrationAccumulator.ReliabilityBins];
        gaps.Clear();
        var items = 0L;
        for (var i = 0; i < weights.Length; i++)
        {
            if (bins[i] != byte.MaxValue)
            {
                items += weights[i];
                gaps[bins[i]] += weights[i] * ((isRight[i] ? 1 : 0) - confidences[i]);
            }
        }

        var sum = 0.0;
        foreach (var gap in gaps)
        {
            sum += Math.Abs(gap);
        }

        return items == 0 ? null : sum / items;
    }
}

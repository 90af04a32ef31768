using Winnow.Core.Evaluations.Analysis;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>Spearman's rank correlation of two parts, in which an item can count several times; equal values share the mean of their ranks.</summary>
public static class RankCorrelationEstimator
{
    public static MetricEstimator Create(string metric, string first, string second) =>
        new WeightsEstimator(metric, (table, rows) => Prepare(table, rows, first, second), visitsPerItem: 4);

    private static Func<ReadOnlySpan<int>, double?> Prepare(OutcomeTable table, int[] rows, string first, string second)
    {
        var (left, right) = (Ranking.Of(table.Part(first), rows), Ranking.Of(table.Part(second), rows));
        return weights =>
        {
            var (x, y) = (new double[weights.Length], new double[weights.Length]);
            left.Rank(weights, x);
            right.Rank(weights, y);
            return Correlate(weights, x, y);
        };
    }

    private static double? Correlate(ReadOnlySpan<int> weights, double[] x, double[] y)
    {
        var (count, meanX, meanY) = (0.0, 0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            count += weights[i];
            meanX += weights[i] * x[i];
            meanY += weights[i] * y[i];
        }

        (meanX, meanY) = (meanX / count, meanY / count);
        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            xx += weights[i] * dx * dx;
            yy += weights[i] * dy * dy;
            xy += weights[i] * dx * dy;
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : null;
    }

    /// <summary>Items in the order of a value, sorted once.</summary>
    private sealed class Ranking
    {
        private readonly int[] order;
        private readonly bool[] endsRun;

        private Ranking(int[] order, bool[] endsRun) => (this.order, this.endsRun) = (order, endsRun);

        public static Ranking Of(ReadOnlySpan<double> values, int[] rows)
        {
            var keys = new double[rows.Length];
            for (var i = 0; i < keys.Length; i++)
            {
                keys[i] = values[rows[i]];
            }

            var order = Enumerable.Range(0, keys.Length).ToArray();
            Array.Sort(keys, order);
            var endsRun = new bool[keys.Length];
            for (var i = 0; i < keys.Length; i++)
            {
                endsRun[i] = i + 1 == keys.Length || keys[i] != keys[i + 1];
            }

            return new(order, endsRun);
        }

        public void Rank(ReadOnlySpan<int> weights, double[] ranks)
        {
            var (start, before, run) = (0, 0L, 0L);
            for (var i = 0; i < order.Length; i++)
            {
                run += weights[order[i]];
                if (!endsRun[i])
                {
                    continue;
                }

                var rank = before + ((run + 1) / 2.0);
                for (var member = start; member <= i; member++)
                {
                    ranks[order[member]] = rank;
                }

                (start, before, run) = (i + 1, before + run, 0);
            }
        }
    }
}

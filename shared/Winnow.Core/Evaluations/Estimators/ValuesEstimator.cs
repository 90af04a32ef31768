using Winnow.Core.Evaluations.Analysis;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>The mean of a value that items have by their ids; items without one do not count.</summary>
public static class ValuesEstimator
{
    public static MetricEstimator Create(string metric, Func<IReadOnlyDictionary<UInt128, double>> values) =>
        new WeightsEstimator(metric, (table, rows) => Prepare(table, rows, values()));

    private static Func<ReadOnlySpan<int>, double?> Prepare(OutcomeTable table, int[] rows, IReadOnlyDictionary<UInt128, double> values)
    {
        var known = Array.ConvertAll(rows, row => values.TryGetValue(table.IdOf(row), out var value) ? value : double.NaN);
        return weights =>
        {
            var (sum, count) = (0.0, 0L);
            for (var i = 0; i < weights.Length; i++)
            {
                if (!double.IsNaN(known[i]))
                {
                    sum += weights[i] * known[i];
                    count += weights[i];
                }
            }

            return count == 0 ? null : sum / count;
        };
    }
}

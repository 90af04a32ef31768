using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>A metric that is a function of sums over items: an error rate, BLEU, the root of a mean square.</summary>
/// <param name="metric">Name of the metric.</param>
/// <param name="parts">What is summed, by the names of the task's parts.</param>
/// <param name="statistic">The metric from the sums, in their order; null when it has no value.</param>
public sealed class SumsEstimator(string metric, IReadOnlyList<string> parts, Func<ReadOnlySpan<double>, double?> statistic) : MetricEstimator(metric)
{
    /// <summary>The name that stands for 1 of every item.</summary>
    public const string One = "";

    /// <summary>Σ numerator / Σ denominator.</summary>
    public static SumsEstimator Ratio(string metric, string numerator, string denominator = One) =>
        new(metric, [numerator, denominator], sums => sums[1] == 0 ? null : sums[0] / sums[1]);

    /// <summary>Σ edits / Σ length, and Σ edits where every reference is empty: <see cref="Metrics.Text.EditCounts.Rate"/>.</summary>
    public static SumsEstimator ErrorRate(string metric, string edits, string length) =>
        new(metric, [edits, length], static sums => sums[1] == 0 ? sums[0] : sums[0] / sums[1]);

    public override double? Compute(OutcomeTable table, ReadOnlySpan<int> rows)
    {
        var sums = new double[parts.Count];
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = parts[i] == One ? rows.Length : Sum(table.Part(parts[i]), rows);
        }

        return rows.IsEmpty ? null : statistic(sums);
    }

    public override Interval? Bootstrap(OutcomeTable table, ReadOnlySpan<int> rows, BootstrapOptions options) =>
        new Bootstrap(options).OfSums(Gather(table, rows), parts.Count, statistic, GroupsOf(table, rows));

    public override PairedDifference? Compare(TableRows baseline, TableRows candidate, MetricEstimator baselineEstimator, PairedOptions options) => PairedDifference.Of(new PairedTest(options).OfSums(
        Gather(baseline.Table, baseline.Rows), Gather(candidate.Table, candidate.Rows), parts.Count, statistic, GroupsOf(candidate.Table, candidate.Rows)));

    private double[] Gather(OutcomeTable table, ReadOnlySpan<int> rows)
    {
        var matrix = new double[rows.Length * parts.Count];
        for (var part = 0; part < parts.Count; part++)
        {
            var values = parts[part] == One ? default : table.Part(parts[part]);
            for (var i = 0; i < rows.Length; i++)
            {
                matrix[(i * parts.Count) + part] = values.IsEmpty ? 1 : values[rows[i]];
            }
        }

        return matrix;
    }

    private static double Sum(ReadOnlySpan<double> values, ReadOnlySpan<int> rows)
    {
        var sum = 0.0;
        foreach (var row in rows)
        {
            sum += values[row];
        }

        return sum;
    }
}

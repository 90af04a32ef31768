using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Labels.Internal;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>A metric of the confusion matrix: macro-F1, MCC, Cohen's kappa.</summary>
/// <param name="metric">Name of the metric.</param>
/// <param name="statistic">The metric from the margins of the matrix.</param>
public sealed class CellsEstimator(string metric, Func<ConfusionMargins, double?> statistic) : MetricEstimator(metric)
{
    public override double? Compute(OutcomeTable table, ReadOnlySpan<int> rows)
    {
        var margins = new ConfusionMargins(table.Classes.Count);
        foreach (var row in rows)
        {
            margins.Add(table.Truths[row], table.Predicted[row], 1);
        }

        return statistic(margins);
    }

    public override Interval? Bootstrap(OutcomeTable table, ReadOnlySpan<int> rows, BootstrapOptions options)
    {
        var cells = new CellList();
        var cellOf = cells.Number(table, rows);
        return new Bootstrap(options).OfCells(cellOf, cells.Count, cells.Statistic(statistic), GroupsOf(table, rows));
    }

    public override PairedDifference? Compare(TableRows baseline, TableRows candidate, MetricEstimator baselineEstimator, PairedOptions options)
    {
        var cells = new CellList();
        var (before, after) = (cells.Number(baseline.Table, baseline.Rows), cells.Number(candidate.Table, candidate.Rows));
        return PairedDifference.Of(new PairedTest(options).OfCells(
            before, after, cells.Count, cells.Statistic(statistic), GroupsOf(candidate.Table, candidate.Rows)));
    }

    /// <summary>The cells that occur, numbered; two runs share the numbers by the names of classes.</summary>
    private sealed class CellList
    {
        private readonly NameNumbers classes = new();
        private readonly Dictionary<(int Truth, int Predicted), int> numbers = [];
        private readonly List<(int Truth, int Predicted)> cells = [];

        public int Count => cells.Count;

        public int[] Number(OutcomeTable table, ReadOnlySpan<int> rows)
        {
            var shared = table.Classes.Select(name => classes.IdOf(name)).ToArray();
            var cellOf = new int[rows.Length];
            for (var i = 0; i < cellOf.Length; i++)
            {
                var cell = (shared[table.Truths[rows[i]]], shared[table.Predicted[rows[i]]]);
                if (!numbers.TryGetValue(cell, out cellOf[i]))
                {
                    numbers.Add(cell, cellOf[i] = cells.Count);
                    cells.Add(cell);
                }
            }

            return cellOf;
        }

        // Called on many threads at once: each has its own margins.
        public Func<ReadOnlySpan<long>, double?> Statistic(Func<ConfusionMargins, double?> statistic)
        {
            var margins = new ThreadLocal<ConfusionMargins>(() => new ConfusionMargins(classes.Count));
            return counts =>
            {
                var own = margins.Value!;
                own.Clear();
                for (var cell = 0; cell < counts.Length; cell++)
                {
                    if (counts[cell] > 0)
                    {
                        own.Add(cells[cell].Truth, cells[cell].Predicted, counts[cell]);
                    }
                }

                return statistic(own);
            };
        }
    }
}

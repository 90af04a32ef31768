using System.Globalization;
using Winnow.Core.Benchmarks;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;
using Winnow.Core.Statistics;

namespace Winnow.Core.Tests.Benchmarks;

/// <summary>Entries whose results per item are made up.</summary>
internal static class SomeBoards
{
    public const string Metric = "accuracy";
    public static readonly BootstrapOptions Options = new() { Resamples = 400 };

    public static BenchmarkDataset Dataset { get; } = new() { Dataset = "digits", Version = "0123456789ab", Split = "test" };

    public static Board Build(string metric, params IEnumerable<BoardEntry> entries) => new BoardBuilder(metric, "a@1", Options).Build(Dataset, entries);

    /// <summary>An entry that is right where the rule says so.</summary>
    public static BoardEntry Entry(string model, int items, Func<int, bool> isRight, string metric = Metric)
    {
        var table = Table(items, item => isRight(item) ? 1 : 0);
        MetricEstimator[] estimators = [SumsEstimator.Ratio(metric, "correct")];
        var value = estimators[0].Compute(table, table.AllRows());
        return new()
        {
            Model = model, Evaluation = $"run of {model}", Items = items, Table = table, Estimators = estimators,
            Metrics = new Dictionary<string, Score> { [metric] = new(value, "made up") { Interval = estimators[0].Bootstrap(table, table.AllRows(), Options) } },
        };
    }

    /// <summary>An entry whose metric is no function of single items.</summary>
    public static BoardEntry Whole(string model, string metric, double? value) =>
        Entry(model, 10, _ => true) with { Estimators = [], Metrics = new Dictionary<string, Score> { [metric] = new(value, "made up") } };

    /// <summary>An entry whose metric counts items by weights: outputs cannot be swapped.</summary>
    public static BoardEntry Weighted(string model, int items, Func<int, bool> isRight)
    {
        var entry = Entry(model, items, isRight);
        return entry with { Estimators = [new WeightsEstimator(Metric, (table, rows) => weights => Mean(table, rows, weights))] };
    }

    private static double? Mean(OutcomeTable table, int[] rows, ReadOnlySpan<int> weights)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            (sum, count) = (sum + (weights[i] * table.Part("correct")[rows[i]]), count + weights[i]);
        }

        return count == 0 ? null : sum / count;
    }

    private static OutcomeTable Table(int items, Func<int, double> part)
    {
        var columns = new OutcomeColumns("p", items);
        for (var i = 0; i < items; i++)
        {
            columns.Texts("item_id")[i] = i.ToString("x32", CultureInfo.InvariantCulture) + new string('0', 32);
            columns.Doubles("part.correct")[i] = part(i);
            columns.Doubles("loss")[i] = 1 - part(i);
        }

        var table = new OutcomeTable(new() { Parts = ["correct"], Attributes = [], Numbers = [] });
        table.Add(columns);
        return table;
    }
}

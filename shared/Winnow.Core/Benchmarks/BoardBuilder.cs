using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics;
using Winnow.Core.Statistics;
using Winnow.Core.Statistics.Internal;

namespace Winnow.Core.Benchmarks;

/// <summary>Ranks the entries of a board, and says which of them cannot be told apart.</summary>
/// <remarks>
/// Entries are sorted by their value of the metric, the best first; of equal values by name. The best one leads the first rank group. It is compared with
/// every entry below, paired over the items that both evaluated: p-values by approximate randomisation, corrected by Benjamini–Hochberg over these
/// comparisons. The group ends above the first entry that is worse beyond noise: its corrected p-value is below 1 − level, and the paired bootstrap
/// interval of the difference leaves out 0. That entry leads the next group, and is compared with every entry below it, and so on. All entries of a group
/// are tied and have the rank of its first row: 1, 1, 3. So an entry further down may still not be distinguishable from the leader; it is never above one that is.
/// <para>Of metrics whose outputs cannot be swapped between runs (AUC, mAP), the p-value is that of a normal variable whose standard error is the half
/// width of the interval over the quantile of its level. Where neither can be computed, nothing is beyond noise. Of metrics that cannot be computed from
/// items (FID), and of entries that share no items, there is no comparison: the value ranks, and only equal values are tied. Entries without a value come
/// last, with one rank, and are not tied.</para>
/// </remarks>
/// <param name="metric">The metric that ranks.</param>
/// <param name="baseline">The entry that the others are held against; null for none.</param>
/// <param name="options">How to resample; its level is also that of the comparisons.</param>
public sealed class BoardBuilder(string metric, string? baseline, BootstrapOptions options)
{
    private readonly bool isHigherBetter = MetricDirection.IsHigherBetter(metric);

    /// <summary>Makes the board.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="entries">At least one.</param>
    public Board Build(BenchmarkDataset dataset, IEnumerable<BoardEntry> entries)
    {
        var all = entries.OrderBy(entry => entry.Model, StringComparer.Ordinal).ToList();
        var ranked = all.Where(entry => entry.ValueOf(metric) is not null).OrderBy(Badness).ToList();
        var last = all.Where(entry => entry.ValueOf(metric) is null).Select(entry => Row(entry, ranked.Count + 1, isTied: false, null));
        return new()
        {
            Dataset = dataset.Dataset,
            Version = dataset.Version,
            Split = dataset.Split,
            Query = dataset.Query,
            Metric = metric,
            IsHigherBetter = isHigherBetter,
            Level = options.Level,
            Rows = [.. Rank(ranked), .. last],
            Notes = [.. Notes(all)],
        };
    }

    private double Badness(BoardEntry entry) => isHigherBetter ? -entry.ValueOf(metric)!.Value : entry.ValueOf(metric)!.Value;

    private List<BoardRow> Rank(List<BoardEntry> entries)
    {
        var rows = new List<BoardRow>();
        BoardGap? toLeader = null;
        while (rows.Count < entries.Count)
        {
            var (start, leader) = (rows.Count, entries[rows.Count]);
            var gaps = Gaps(leader, entries[(start + 1)..]);
            var tied = gaps.TakeWhile((gap, i) => IsTied(leader, entries[start + 1 + i], gap)).Count();
            rows.Add(Row(leader, start + 1, tied > 0, toLeader));
            rows.AddRange(gaps.Take(tied).Select((gap, i) => Row(entries[start + 1 + i], start + 1, isTied: true, gap)));
            toLeader = gaps.ElementAtOrDefault(tied);
        }

        return rows;
    }

    private bool IsTied(BoardEntry leader, BoardEntry entry, BoardGap? gap) =>
        gap is null ? entry.ValueOf(metric) == leader.ValueOf(metric) : !gap.IsBeyondNoise(isHigherBetter, options.Level);

    /// <summary>The leader against each entry below, corrected.</summary>
    private List<BoardGap?> Gaps(BoardEntry leader, List<BoardEntry> below)
    {
        var gaps = below.ConvertAll(entry => Compare(leader, entry));
        var tested = gaps.FindAll(gap => gap?.PValue is not null);
        var adjusted = BenjaminiHochberg.Adjust([.. tested.Select(gap => gap!.PValue!.Value)]);
        return gaps.ConvertAll(gap => gap is not null && tested.IndexOf(gap) is >= 0 and var index ? gap with { Adjusted = adjusted[index] } : gap);
    }

    private BoardGap? Compare(BoardEntry leader, BoardEntry entry)
    {
        var analysis = new ComparisonAnalysis(leader.Table, entry.Table);
        return analysis.Shared > 0 && analysis.CompareMetrics([metric], entry.Estimators, leader.Estimators, options) is [var compared]
            ? new(leader.Model, compared.Difference, compared.Interval, compared.PValue ?? PValueOf(compared.Interval, compared.Difference), null, analysis.Shared)
            : null;
    }

    private static double? PValueOf(Interval? interval, double difference)
    {
        if (interval is null)
        {
            return null;
        }

        var error = (interval.High - interval.Low) / (2 * Distributions.NormalQuantile((1 + interval.Level) / 2));
        return error > 0 ? Distributions.NormalTwoSided(difference / error) : difference == 0 ? 1 : 0;
    }

    private BoardRow Row(BoardEntry entry, int rank, bool isTied, BoardGap? gap) => new()
    {
        Rank = rank,
        Model = entry.Model,
        Evaluation = entry.Evaluation,
        Items = entry.Items,
        Score = entry.ValueOf(metric),
        Low = entry.Metrics.GetValueOrDefault(metric)?.Interval?.Low,
        High = entry.Metrics.GetValueOrDefault(metric)?.Interval?.High,
        IsTied = isTied,
        IsBaseline = entry.Model == baseline,
        Gap = gap,
        Change = entry.Changes.FirstOrDefault(change => change.Metric == metric),
        Metrics = entry.Metrics.ToDictionary(score => score.Key, score => score.Value.Value),
        Gates = entry.Gates,
    };

    private IEnumerable<string> Notes(List<BoardEntry> entries)
    {
        if (!entries.Exists(entry => entry.Estimators.Any(estimator => estimator.Metric == metric)))
        {
            yield return $"{metric} cannot be computed from single items: values rank, and no entry can be called tied.";
        }

        if (entries.Select(entry => entry.Items).Distinct().Count() > 1)
        {
            yield return "The entries were evaluated on different numbers of items: each pair is compared over the items that both evaluated.";
        }

        if (entries.Exists(entry => entry.Table.Count < entry.Items))
        {
            yield return $"Entries are compared over a sample by the hash of the content: at least {entries.Min(entry => entry.Table.Count)} items each.";
        }

        foreach (var entry in entries.Where(entry => entry.ValueOf(metric) is null))
        {
            yield return $"{entry.Model} has no value of {metric}.";
        }
    }
}

using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;
using Winnow.Core.Slices;
using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Analysis;

/// <summary>Compares a run with its baseline over the items that both evaluated.</summary>
public sealed class ComparisonAnalysis
{
    private const int ItemsShown = 12;
    private const int SlicesShown = 20;
    private const int Trials = 2000;
    private readonly int onlyBaseline;
    private readonly int onlyCandidate;
    private readonly TableRows baseline;
    private readonly TableRows candidate;

    /// <param name="baseline">The results of the baseline.</param>
    /// <param name="candidate">Those of this run.</param>
    public ComparisonAnalysis(OutcomeTable baseline, OutcomeTable candidate)
    {
        // Where one table is a smaller sample than the other, both are cut to it: what was not drawn is not missing.
        var share = Math.Min(baseline.Share, candidate.Share);
        var (before, after) = (baseline.Sample(share), candidate.Sample(share));
        var rowOf = new Dictionary<UInt128, int>(before.Length);
        foreach (var row in before)
        {
            rowOf.TryAdd(baseline.IdOf(row), row);
        }

        var shared = Array.FindAll(after, row => rowOf.ContainsKey(candidate.IdOf(row)));
        (onlyBaseline, onlyCandidate) = (before.Length - shared.Length, after.Length - shared.Length);
        this.candidate = new(candidate, shared);
        this.baseline = new(baseline, Array.ConvertAll(shared, row => rowOf[candidate.IdOf(row)]));
    }

    /// <summary>Items that both evaluated.</summary>
    public int Shared => candidate.Rows.Length;

    /// <summary>What changed.</summary>
    /// <param name="run">Id of the baseline's run.</param>
    /// <param name="model">Its model.</param>
    /// <param name="metrics">The metrics, in the report's order.</param>
    /// <param name="estimators">How metrics are computed from results per item, for the candidate's run.</param>
    /// <param name="baselineEstimators">The same for the baseline's.</param>
    /// <param name="slices">Attributes of the candidate's items.</param>
    /// <param name="options">How to resample.</param>
    public Pending<BaselineComparison> Compare(
        string run, string model, IReadOnlyList<string> metrics, IReadOnlyList<MetricEstimator> estimators, IReadOnlyList<MetricEstimator> baselineEstimators,
        SliceAnalysis slices, BootstrapOptions options)
    {
        var changes = Changes();
        var (broken, mended, still) = (Pick(changes, 'b'), Pick(changes, 'f'), Pick(changes, 'w'));
        var (fixedCount, brokenCount) = (changes.LongCount(change => change == 'f'), changes.LongCount(change => change == 'b'));
        var compared = new BaselineComparison
        {
            Baseline = run,
            Model = model,
            Shared = Shared,
            OnlyBaseline = onlyBaseline,
            OnlyCandidate = onlyCandidate,
            Metrics = CompareMetrics(metrics, estimators, baselineEstimators, options),
            Fixed = fixedCount,
            Broken = brokenCount,
            StillWrong = changes.LongCount(change => change == 'w'),
            StillRight = changes.LongCount(change => change == 'r'),
            McNemar = fixedCount + brokenCount == 0 ? null : McNemar.Test(fixedCount, brokenCount).PValue,
            OddsRatio = EffectSizes.DiscordantOddsRatio(fixedCount, brokenCount),
            EffectSize = EffectSizes.CohenDz(LossesSaved()),
            Slices = CompareSlices(slices, changes),
        };
        return new([.. broken, .. mended, .. still], items => compared with
        {
            BrokenItems = [.. items.Take(broken.Length)],
            FixedItems = [.. items.Skip(broken.Length).Take(mended.Length)],
            StillWrongItems = [.. items.Skip(broken.Length + mended.Length)],
        });
    }

    /// <summary>Each metric of both runs, paired over the shared items; metrics without a value or an estimator in either run are left out.</summary>
    /// <param name="metrics">The metrics, in the order wanted.</param>
    /// <param name="estimators">How they are computed from results per item, for the candidate's run.</param>
    /// <param name="baselineEstimators">The same for the baseline's.</param>
    /// <param name="options">How to resample.</param>
    public IReadOnlyList<MetricComparison> CompareMetrics(
        IReadOnlyList<string> metrics, IReadOnlyList<MetricEstimator> estimators, IReadOnlyList<MetricEstimator> baselineEstimators, BootstrapOptions options)
    {
        var known = baselineEstimators.Select(estimator => estimator.Metric).ToHashSet();
        var compared = new List<MetricComparison>();
        foreach (var estimator in metrics.Where(known.Contains).Select(name => estimators.FirstOrDefault(one => one.Metric == name)).OfType<MetricEstimator>())
        {
            var old = baselineEstimators.First(one => one.Metric == estimator.Metric);
            if (estimator.Compare(baseline, candidate, old, new() { Bootstrap = options, Trials = Trials }) is { } difference)
            {
                compared.Add(new(
                    estimator.Metric, difference.Baseline, difference.Candidate, difference.Candidate - difference.Baseline, difference.Interval, difference.PValue, null,
                    MetricDirection.IsHigherBetter(estimator.Metric, difference.Baseline, difference.Candidate)));
            }
        }

        var tested = compared.FindAll(one => one.PValue is not null);
        var adjusted = BenjaminiHochberg.Adjust([.. tested.Select(one => one.PValue!.Value)]);
        return compared.ConvertAll(one => tested.IndexOf(one) is >= 0 and var index ? one with { Adjusted = adjusted[index] } : one);
    }

    // Per shared item: f(ixed), b(roken), still w(rong), still r(ight).
    private char[] Changes()
    {
        var changes = new char[Shared];
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = (baseline.Table.Losses[baseline.Rows[i]] == 0, candidate.Table.Losses[candidate.Rows[i]] == 0) switch
            {
                (false, true) => 'f',
                (true, false) => 'b',
                (false, false) => 'w',
                _ => 'r',
            };
        }

        return changes;
    }

    private double[] LossesSaved()
    {
        var saved = new double[Shared];
        for (var i = 0; i < saved.Length; i++)
        {
            saved[i] = baseline.Table.Losses[baseline.Rows[i]] - candidate.Table.Losses[candidate.Rows[i]];
        }

        return saved;
    }

    private int[] Pick(char[] changes, char kind) =>
    [
        .. Enumerable.Range(0, changes.Length).Where(i => changes[i] == kind).Select(i => candidate.Rows[i])
            .OrderByDescending(row => candidate.Table.Losses[row]).ThenByDescending(row => candidate.Table.Confidences[row])
            .ThenBy(row => candidate.Table.IdOf(row)).Take(ItemsShown),
    ];

    private IReadOnlyList<ChangeBySlice> CompareSlices(SliceAnalysis slices, char[] changes)
    {
        var rows = slices.Columns.SelectMany(column => CompareColumn(column, changes)).ToList();
        var adjusted = BenjaminiHochberg.Adjust([.. rows.Select(row => row.PValue)]);
        return [.. rows.Select((row, i) => row with { Adjusted = adjusted[i] }).OrderBy(row => row.Adjusted).ThenBy(row => row.PValue).Take(SlicesShown)];
    }

    private IEnumerable<ChangeBySlice> CompareColumn(CategoricalColumn column, char[] changes)
    {
        var (items, mended, broken) = (new long[column.Values.Count], new long[column.Values.Count], new long[column.Values.Count]);
        for (var i = 0; i < changes.Length; i++)
        {
            var code = column.Codes[candidate.Rows[i]];
            items[code]++;
            mended[code] += changes[i] == 'f' ? 1 : 0;
            broken[code] += changes[i] == 'b' ? 1 : 0;
        }

        return column.Values.Select((value, code) => new ChangeBySlice(
            column.Name, value, items[code], mended[code], broken[code], McNemar.Test(mended[code], broken[code]).PValue, 1)).Where(row => row.Fixed + row.Broken > 0);
    }
}

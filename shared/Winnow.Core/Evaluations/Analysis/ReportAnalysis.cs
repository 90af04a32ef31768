using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Models;

namespace Winnow.Core.Evaluations.Analysis;

/// <summary>Everything that a report says about a run, from its numbers and the results of its items.</summary>
public sealed class ReportAnalysis
{
    private readonly EvaluationSpec spec;
    private readonly EvaluationAccumulator numbers;
    private readonly OutcomeTable table;
    private readonly IReadOnlyList<MetricEstimator> estimators;
    private readonly SliceAnalysis slices;
    private readonly Findings findings;

    public ReportAnalysis(EvaluationSpec spec, EvaluationAccumulator numbers, OutcomeTable table)
    {
        (this.spec, this.numbers, this.table) = (spec, numbers, table);
        estimators = numbers.Task.GetEstimators();
        findings = numbers.Task.GetFindings();
        slices = new(table);
    }

    // A comparison needs none of these: they are looked for when a report asks.
    private IReadOnlyList<Pending<SliceFinding>> Found => field ??= slices.Find();

    private IReadOnlyList<Pending<ConfusionFinding>> Confusions => field ??= findings.Confusion is { } confusion ? ConfusionAnalysis.Find(confusion.Cells, table) : [];

    private IReadOnlyList<Pending<AnnotationSuspect>> Suspects => field ??= AnnotationAnalysis.Find(spec.Task, table);

    /// <summary>The rows of the items that the report shows.</summary>
    public IEnumerable<int> Rows => Found.SelectMany(one => one.Rows).Concat(Confusions.SelectMany(one => one.Rows)).Concat(Suspects.SelectMany(one => one.Rows));

    /// <summary>What changed since a baseline.</summary>
    /// <param name="run">Id of the baseline's run.</param>
    /// <param name="baseline">What it evaluated.</param>
    /// <param name="baselineNumbers">Its merged numbers.</param>
    /// <param name="baselineTable">Its results per item.</param>
    /// <exception cref="Errors.WinnowException"><see cref="Errors.ErrorCodes.BaselineMismatch"/>: it evaluated another task, or none of these items.</exception>
    public Pending<BaselineComparison> Compare(string run, EvaluationSpec baseline, EvaluationAccumulator baselineNumbers, OutcomeTable baselineTable)
    {
        var comparison = new ComparisonAnalysis(baselineTable, table);
        if (baseline.Task != spec.Task || comparison.Shared == 0)
        {
            throw new Errors.WinnowException(
                Errors.ErrorCodes.BaselineMismatch,
                baseline.Task != spec.Task
                    ? $"The baseline '{run}' evaluated {baseline.Task.ToName()}, this run {spec.Task.ToName()}: only runs of one task can be compared."
                    : $"The baseline '{run}' evaluated none of the {table.Count} items of this run: only runs over the same items can be compared. Evaluate the baseline's model on this data first.");
        }

        return comparison.Compare(
            run, baseline.Model, spec.Metrics, estimators, baselineNumbers.Task.GetEstimators(), slices, IntervalAnalysis.OptionsOf(spec));
    }

    /// <summary>The report, but for its id, its times, and leaks.</summary>
    /// <param name="items">The items of <see cref="Rows"/>.</param>
    /// <param name="comparison">What changed since the baseline; null without one.</param>
    /// <param name="gates">Rules about the metrics.</param>
    public EvaluationReport ToReport(IReadOnlyDictionary<int, ReportItem> items, BaselineComparison? comparison, IReadOnlyList<string> gates)
    {
        var metrics = IntervalAnalysis.Add(spec, numbers.Task.GetScores(), estimators, table);
        return new()
        {
            Id = "",
            Dataset = spec.Dataset,
            Version = spec.Version,
            Model = spec.Model,
            Task = spec.Task,
            Split = spec.Split,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Items = numbers.Items,
            Wrong = numbers.Wrong,
            Skipped = numbers.Skipped,
            Metrics = metrics,
            Gates = new GateJudge(metrics, comparison, ScoresOf).Judge(gates),
            Findings = findings,
            Worst = [.. numbers.Worst.Select(ReportItem.Of)],
            Slices = [.. Found.Select(one => one.Resolve(items))],
            SlicesTested = slices.Tested,
            SliceTable = Primary is { } primary ? slices.Tabulate(primary, IntervalAnalysis.OptionsOf(spec)) : [],
            Confusions = [.. Confusions.Select(one => one.Resolve(items))],
            AnnotationErrors = [.. Suspects.Select(one => one.Resolve(items))],
            Comparison = comparison,
            Settings = new(spec, numbers.Task.Normalisation, numbers.Packs, table.Count, EvaluationAccumulator.WorstItems, [.. Notes()]),
            Timings = new(0, 0),
        };
    }

    /// <summary>The first metric that can be computed for a slice.</summary>
    private MetricEstimator? Primary => spec.Metrics.Select(name => estimators.FirstOrDefault(one => one.Metric == name)).FirstOrDefault(one => one is not null);

    /// <summary>What a gate on a slice is held against.</summary>
    public IReadOnlyList<(string Value, double? Score)> ScoresOf(Gate gate)
    {
        // Without one the metric is that of all items only: of a slice it has no value.
        var estimator = estimators.FirstOrDefault(one => one.Metric == gate.Metric);
        var wanted = slices.RowsByValue(gate.Attribute!).Where(value => gate.Value == "*" ? value.Value.Length >= SliceAnalysis.FewestItems : value.Key == gate.Value);
        return [.. wanted.Select(value => (value.Key, estimator?.Compute(table, value.Value)))];
    }

    private IEnumerable<string> Notes()
    {
        foreach (var note in numbers.Task.GetNotes())
        {
            yield return note;
        }

        if (table.Count < numbers.Items)
        {
            yield return $"Intervals, slices and comparisons are of {table.Count} items, a sample by the hash of their content; scores are of all {numbers.Items}.";
        }

        if (table.Attributes.ClosedAttributes is { Count: > 0 } closed)
        {
            yield return $"Attributes with too many values for slices: {string.Join(", ", closed)}.";
        }
    }
}

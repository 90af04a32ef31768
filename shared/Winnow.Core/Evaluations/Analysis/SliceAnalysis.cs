using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Slices;
using Winnow.Core.Slices.Internal;
using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Analysis;

/// <summary>Finds slices on which a model fares worse, and shows a metric by every value of every attribute.</summary>
public sealed class SliceAnalysis
{
    /// <summary>The attribute of the confidence, in fifths.</summary>
    public const string Confidence = "confidence";

    /// <summary>Corrected p-value from which on a slice is not reported.</summary>
    public const double Significance = 0.05;

    /// <summary>Items below which a value of an attribute has no row.</summary>
    public const int FewestItems = 10;

    /// <summary>Items with a confidence below which a value has no calibration error: it is biased upwards.</summary>
    public const int FewestCalibrated = 100;

    private const int MaxRows = 200;
    private const int MaxRowResamples = 1000;
    private const int MaxCostlyResamples = 200;
    private readonly OutcomeTable table;
    private readonly ErrorVector losses;
    private readonly IReadOnlyList<CategoricalColumn> all;
    private readonly IReadOnlyList<CategoricalColumn> columns;

    public SliceAnalysis(OutcomeTable table)
    {
        (this.table, losses) = (table, new(table.Losses));
        all = [.. table.Attributes.GetColumns().Append(ConfidenceColumn(table)).OfType<CategoricalColumn>()];
        columns = [.. all.Where(column => column.Values.Count > 1)];
    }

    /// <summary>How many slices were tested by <see cref="Find"/>.</summary>
    public long Tested { get; private set; }

    /// <summary>The worst slices that are significantly worse than the rest (SliceLine, corrected by Benjamini–Hochberg over all that were tested).</summary>
    /// <remarks>Not by confidence: that an unsure model errs more is no news and would crowd out what is. The table of slices and the calibration show it.</remarks>
    public IReadOnlyList<Pending<SliceFinding>> Find()
    {
        var searched = columns.Where(column => column.Name != Confidence).ToList();
        if (table.Count == 0 || searched.Count == 0)
        {
            return [];
        }

        var found = new SliceFinder(new SliceFinderOptions()).Find(searched, table.Losses);
        Tested = found.Tested;
        return [.. found.Slices.Where(slice => slice.AdjustedPValue <= Significance && slice.Difference > 0).Select(slice => Pend(slice))];
    }

    /// <summary>A metric by every value of every attribute, attribute by attribute, the worst value first.</summary>
    public IReadOnlyList<SliceRow> Tabulate(MetricEstimator estimator, BootstrapOptions options)
    {
        var rows = columns.SelectMany(column => RowsOf(column, estimator, options with { Resamples = Math.Min(options.Resamples, estimator.IsCostly ? MaxCostlyResamples : MaxRowResamples) })).Take(MaxRows).ToList();
        var tested = rows.FindAll(row => row.PValue is not null);
        var adjusted = BenjaminiHochberg.Adjust([.. tested.Select(row => row.PValue!.Value)]);
        var byRow = tested.Zip(adjusted).ToDictionary(pair => pair.First, pair => pair.Second);
        return rows.ConvertAll(row => byRow.TryGetValue(row, out var value) ? row with { Adjusted = value } : row);
    }

    /// <summary>The rows whose attribute has a value, by value; empty when there is no such attribute.</summary>
    public IReadOnlyDictionary<string, int[]> RowsByValue(string attribute)
    {
        var column = all.FirstOrDefault(one => one.Name == attribute);
        return column is null ? new Dictionary<string, int[]>() : Group(column).Where(group => group.Value.Length > 0).ToDictionary();
    }

    /// <summary>The attributes with more than one value.</summary>
    public IReadOnlyList<CategoricalColumn> Columns => columns;

    private static Pending<SliceFinding> Pend(FoundSlice slice) => new(slice.Members, items => new(
        [.. slice.Predicates.Select(predicate => predicate.ToString())], slice.Support, slice.AverageError, slice.RestError,
        slice.RelativeRisk ?? slice.EffectSize ?? 0, slice.RelativeRisk is not null ? "relative risk" : "effect size", slice.PValue, slice.AdjustedPValue, items));

    private IEnumerable<SliceRow> RowsOf(CategoricalColumn column, MetricEstimator estimator, BootstrapOptions options) =>
        Group(column).Where(group => group.Value.Length >= FewestItems).Select(group => Describe(column.Name, group.Key, group.Value, estimator, options))
            .OrderBy(row => estimator.IsHigherBetter ? row.Score : -row.Score);

    private SliceRow Describe(string attribute, string value, int[] rows, MetricEstimator estimator, BootstrapOptions options) => new(
        attribute, value, rows.Length, estimator.Metric, estimator.Compute(table, rows), estimator.Bootstrap(table, rows, options),
        rows.Length == table.Count ? null : SliceComparison.PValue(losses.Sum(rows), losses), null,
        CalibrationOf(rows));

    private double? CalibrationOf(int[] rows)
    {
        var calibration = new CalibrationAccumulator();
        foreach (var row in rows)
        {
            if (!double.IsNaN(table.Confidences[row]))
            {
                calibration.Add(table.Confidences[row], table.Losses[row] == 0);
            }
        }

        return calibration.TotalItems < FewestCalibrated ? null : calibration.ComputeExpectedCalibrationError();
    }

    private static IEnumerable<KeyValuePair<string, int[]>> Group(CategoricalColumn column)
    {
        var members = new List<int>[column.Values.Count];
        for (var row = 0; row < column.Codes.Length; row++)
        {
            (members[column.Codes[row]] ??= []).Add(row);
        }

        return column.Values.Select((value, i) => KeyValuePair.Create(value, members[i]?.ToArray() ?? []));
    }

    private static CategoricalColumn? ConfidenceColumn(OutcomeTable table)
    {
        if (table.Count == 0 || table.Confidences.ContainsAnyExceptInRange(0.0, 1.0))
        {
            return null;
        }

        var binner = NumericBinner.FromQuantiles(table.Confidences);
        var codes = new byte[table.Count];
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = (byte)binner.BinOf(table.Confidences[row]);
        }

        return new(Confidence, binner.Labels, codes);
    }
}

using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Report.Plots;
using Winnow.Core.Metrics;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>The first metric by every value of every attribute, as a forest plot.</summary>
internal static class SliceTableSection
{
    public const int MaxRows = 40;

    public static Section? Of(EvaluationReport report)
    {
        if (report.SliceTable.Count == 0)
        {
            return null;
        }

        var shown = Shown(report.SliceTable);
        var metric = shown[0].Metric;
        var overall = report.Metrics.GetValueOrDefault(metric)?.Value;
        var values = shown.SelectMany(Extent).Concat(overall is { } value ? [value] : []).ToList();
        var scale = values.TrueForAll(one => MetricScale.IsShare(metric, one)) ? Scale.OfShares(values) : Scale.Around(values);
        var groups = shown.GroupBy(row => row.Attribute).Select(group => Markup.Of(
            $"""<tbody><tr class="group"><th colspan="6">{Html.Name(group.Key, 60)}</th></tr>{group.Select(row => Row(row, scale, overall))}</tbody>"""));
        var axis = Markup.Of($"""<tbody><tr class="axis"><td></td><td></td><td class="plot">{IntervalPlot.Axis(scale)}</td><td></td><td></td><td></td></tr></tbody>""");
        return new("slice-table", "All slices", Note(report.SliceTable.Count, shown.Count, metric, overall), Markup.Of($"""<div class="card"><table class="forest slices">{axis}{groups}</table></div>"""));
    }

    private static string Note(int rows, int shown, string metric, double? overall)
    {
        var line = $"{metric} by every value of every attribute. {(overall is null ? "" : $"The line is all items together: {Show.Value(metric, overall)}. ")}";
        return $"{line}Marked are slices whose items differ significantly from the rest (corrected p < {Significance.Level}).{(rows > shown ? $" {shown} of {rows} values are shown: the significant ones and the largest." : "")}";
    }

    // The order stays that of the report; what is left out is what says least.
    private static List<SliceRow> Shown(IReadOnlyList<SliceRow> rows)
    {
        var kept = rows.OrderByDescending(row => Significance.Holds(row.Adjusted)).ThenByDescending(row => row.Items).Take(MaxRows).ToHashSet();
        return [.. rows.Where(kept.Contains)];
    }

    private static Markup Row(SliceRow row, Scale scale, double? overall)
    {
        var isShare = MetricScale.IsShare(row.Metric, row.Score);
        var tone = Tone(row, overall);
        var mark = tone == "same" ? Markup.Empty : Markup.Of($"""{Html.Badge(tone, tone)} <span class="soft">p {Show.PValue(row.Adjusted)}</span>""");
        var calibration = row.CalibrationError is { } error ? Markup.Of($"""<span class="soft">ece {Show.Share(error)}</span>""") : Markup.Empty;
        return Markup.Of(
            $"""
            <tr><th class="name" scope="row">{Html.Name(row.Value, 40)}</th><td class="count">{row.Items} items</td><td class="plot">{IntervalPlot.Row(scale, row.Score, row.Interval, overall, tone)}</td><td class="delta">{Show.Value(row.Metric, row.Score)} <span class="range">{Show.Range(row.Interval, isShare)}</span></td><td class="calibration">{calibration}</td><td class="mark">{mark}</td></tr>
            """);
    }

    private static string Tone(SliceRow row, double? overall) =>
        !Significance.Holds(row.Adjusted) || row.Score is not { } score || overall is not { } all ? "same"
        : (score > all) == MetricDirection.IsHigherBetter(row.Metric) ? "better"
        : "worse";

    private static IEnumerable<double> Extent(SliceRow row) =>
        row.Interval is { } interval ? [interval.Low, interval.High] : row.Score is { } score ? [score] : [];
}

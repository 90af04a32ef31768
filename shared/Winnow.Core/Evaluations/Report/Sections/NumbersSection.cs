using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Report.Plots;
using Winnow.Core.Metrics;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>All metrics that were asked for, with intervals on a common scale, and beside the baseline.</summary>
internal static class NumbersSection
{
    public static Section Of(EvaluationReport report)
    {
        var shares = report.Metrics.Where(metric => MetricScale.IsShare(metric.Key, metric.Value.Value)).ToList();
        var scale = Scale.OfShares(shares.SelectMany(metric => Extent(metric.Value)));
        var compared = report.Comparison?.Metrics.ToDictionary(one => one.Metric) ?? [];
        var rows = report.Metrics.Select(metric => Row(metric.Key, metric.Value, scale, compared.GetValueOrDefault(metric.Key)));
        var axis = shares.Count == 0 ? Markup.Empty : Markup.Of($"""<tr class="axis"><td></td><td></td><td class="plot">{IntervalPlot.Axis(scale)}</td><td></td><td></td></tr>""");
        var skipped = report.Skipped;
        var counts = Html.Facts(
            ("items in the scores", Show.Count(report.Items)),
            ("not entirely right", Show.Count(report.Wrong)),
            ("left out", Show.Count(skipped.NoAnnotation + skipped.NoPrediction + skipped.PredictionError)));
        return new("numbers", "Numbers", Note(report), Markup.Of($"""<div class="card">{counts}<table class="forest numbers"><tbody>{axis}{rows}</tbody></table></div>"""));
    }

    private static string Note(EvaluationReport report)
    {
        var levels = report.Metrics.Values.Select(score => score.Interval?.Level).OfType<double>().Distinct().ToList();
        var brackets = levels.Count == 0 ? "" : $"In brackets: {Show.Level(levels[0])} confidence interval. ";
        return report.Comparison is { } comparison
            ? $"{brackets}Differences are this run − {comparison.Model}, paired over the {Show.Count(comparison.Shared)} items that both evaluated."
            : brackets;
    }

    private static Markup Row(string name, Score score, Scale scale, MetricComparison? compared)
    {
        var isShare = MetricScale.IsShare(name, score.Value);
        var plot = isShare ? IntervalPlot.Row(scale, score.Value, score.Interval, null, "plain") : Markup.Empty;
        var direction = MetricDirection.IsHigherBetter(name) ? Markup.Empty : Markup.Of($""" <span class="direction">lower is better</span>""");
        return Markup.Of(
            $"""
            <tr><th class="name" scope="row">{name}{direction}</th><td class="value">{Show.Value(name, score.Value)}</td><td class="plot">{plot}</td><td class="range">{Show.Range(score.Interval, isShare)}</td><td class="delta">{(compared is null ? Markup.Empty : Delta(compared))}</td></tr>
            """);
    }

    private static Markup Delta(MetricComparison compared)
    {
        var isShare = MetricScale.IsShare(compared.Metric, compared.Candidate);
        return Markup.Of($"""{Show.Difference(compared.Difference, isShare)} <span class="range">{Show.DifferenceRange(compared.Interval, isShare)}</span> {Html.Verdict(compared.Verdict)}""");
    }

    private static IEnumerable<double> Extent(Score score) =>
        score.Interval is { } interval ? [interval.Low, score.Value!.Value, interval.High] : [score.Value!.Value];
}

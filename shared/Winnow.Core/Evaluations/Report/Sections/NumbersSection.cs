using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Report.Plots;
using Winnow.Core.Metrics;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>All metrics that were asked for, with intervals on a common scale, and beside the baseline.</summary>
internal static class NumbersSection
{
    public static Section Of(EvaluationReport report)
    {
        var first = report.Metrics.Keys.FirstOrDefault() is not { } name || MetricDirection.IsHigherBetter(name);
        var compared = report.Comparison?.Metrics.ToDictionary(one => one.Metric) ?? [];
        var groups = new[] { first, !first }.Select(isHigherBetter => Group([.. report.Metrics.Where(metric => MetricDirection.IsHigherBetter(metric.Key) == isHigherBetter)], isHigherBetter, compared));
        var skipped = report.Skipped;
        var counts = Html.Facts(
            ("items in the scores", Show.Count(report.Items)),
            ("not entirely right", Show.Count(report.Wrong)),
            ("left out", Show.Count(skipped.NoAnnotation + skipped.NoPrediction + skipped.PredictionError)));
        return new("numbers", "Numbers", Note(report), Markup.Of($"""<div class="card">{counts}<table class="forest numbers">{groups}</table></div>"""));
    }

    private static string Note(EvaluationReport report)
    {
        var levels = report.Metrics.Values.Select(score => score.Interval?.Level).OfType<double>().Distinct().ToList();
        var brackets = levels.Count == 0 ? "" : $"In brackets: {Show.Level(levels[0])} confidence interval. ";
        return report.Comparison is { } comparison
            ? $"{brackets}Differences are this run − {comparison.Model}, paired over the {Show.Count(comparison.Shared)} items that both evaluated."
            : brackets;
    }

    // Metrics that grow and metrics that shrink as things get better lie at opposite ends: each kind has its own axis.
    private static Markup Group(List<KeyValuePair<string, Score>> metrics, bool isHigherBetter, Dictionary<string, MetricComparison> compared)
    {
        if (metrics.Count == 0)
        {
            return Markup.Empty;
        }

        var shares = metrics.Where(metric => MetricScale.IsShare(metric.Key, metric.Value.Value)).ToList();
        var scale = Scale.OfShares(shares.SelectMany(metric => Extent(metric.Value)));
        var axis = shares.Count == 0 ? Markup.Empty : IntervalPlot.Axis(scale);
        return Markup.Of(
            $"""
            <tbody><tr class="axis"><th colspan="2">{(isHigherBetter ? "higher is better" : "lower is better")}</th><td class="plot">{axis}</td><td></td><td></td><td></td></tr>
            {metrics.Select(metric => Row(metric.Key, metric.Value, scale, compared.GetValueOrDefault(metric.Key)))}</tbody>
            """);
    }

    private static Markup Row(string name, Score score, Scale scale, MetricComparison? compared)
    {
        var isShare = MetricScale.IsShare(name, score.Value);
        var plot = isShare ? IntervalPlot.Row(scale, score.Value, score.Interval, null, "plain") : Markup.Empty;
        return Markup.Of(
            $"""
            <tr><th class="name" scope="row">{name}</th><td class="value">{Show.Value(name, score.Value)}</td><td class="plot">{plot}</td><td class="range">{Show.Range(score.Interval, isShare)}</td><td class="delta">{(compared is null ? Markup.Empty : Delta(compared))}</td><td class="mark">{(compared is null ? Markup.Empty : Html.Verdict(compared.Verdict))}</td></tr>
            """);
    }

    private static Markup Delta(MetricComparison compared)
    {
        var isShare = MetricScale.IsShare(compared.Metric, compared.Candidate);
        return Markup.Of($"""{Show.Difference(compared.Difference, isShare)} <span class="range">{Show.DifferenceRange(compared.Interval, isShare)}</span>""");
    }

    private static IEnumerable<double> Extent(Score score) =>
        score.Interval is { } interval ? [interval.Low, score.Value!.Value, interval.High] : [score.Value!.Value];
}

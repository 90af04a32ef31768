using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Report.Plots;
using Winnow.Core.Slices;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>What changed from the baseline to this run.</summary>
internal static class ComparisonSection
{
    private const int MaxItems = 8;
    private const int MaxSlices = 20;

    public static Section? Of(EvaluationReport report, Figures figures) => report.Comparison is not { } comparison
        ? null
        : new(
            "baseline", "Against the baseline", $"The baseline is {comparison.Model}, evaluation {comparison.Baseline}. {Show.Count(comparison.Shared)} items were evaluated by both.",
            Markup.Of($"""<div class="card">{Counts(comparison)}{Metrics(comparison)}{Slices(comparison)}</div>{Pictures(comparison, figures)}"""));

    /// <summary>The items of each of its strips.</summary>
    public static IEnumerable<IReadOnlyList<ReportItem>> Strips(EvaluationReport report) => report.Comparison is not { } comparison
        ? []
        : [[.. comparison.BrokenItems.Take(MaxItems)], [.. comparison.FixedItems.Take(MaxItems)], [.. comparison.StillWrongItems.Take(MaxItems)]];

    private static Markup Counts(BaselineComparison comparison)
    {
        if (comparison.Fixed + comparison.Broken == 0)
        {
            return Html.Nothing($"No answer changed between right and wrong: {Show.Count(comparison.StillWrong)} are wrong in both runs, {Show.Count(comparison.StillRight)} right in both.");
        }

        return Html.Facts(
            ("fixed: wrong before, right now", Show.Count(comparison.Fixed)), ("broken: right before, wrong now", Show.Count(comparison.Broken)),
            ("wrong in both", Show.Count(comparison.StillWrong)), ("right in both", Show.Count(comparison.StillRight)),
            ("McNemar p, fixed against broken", Show.PValue(comparison.McNemar)),
            ("effect size (Cohen's d of paired losses)", comparison.EffectSize is { } effect ? Show.Difference(effect, digits: 3) : "–"));
    }

    private static Markup Metrics(BaselineComparison comparison)
    {
        var drawn = comparison.Metrics.Where(IsShare).ToList();
        var scale = Scale.OfDifferences(drawn.SelectMany(one => one.Interval is { } interval ? [interval.Low, one.Difference, interval.High] : new[] { one.Difference }));
        var axis = drawn.Count == 0 ? Markup.Empty : Markup.Of($"""<tr class="axis"><td></td><td></td><td class="plot">{IntervalPlot.Axis(scale)}</td><td></td><td></td></tr>""");
        return Markup.Of($"""<h3>Difference of each metric</h3><table class="forest differences"><tbody>{axis}{comparison.Metrics.Select(one => Metric(one, scale))}</tbody></table>""");
    }

    private static Markup Metric(MetricComparison one, Scale scale)
    {
        var plot = IsShare(one) ? IntervalPlot.Row(scale, one.Difference, one.Interval, 0, one.Verdict) : Markup.Empty;
        return Markup.Of(
            $"""
            <tr><th class="name" scope="row">{one.Metric}</th><td class="value">{Show.Value(one.Metric, one.Baseline)} → {Show.Value(one.Metric, one.Candidate)}</td><td class="plot">{plot}</td><td class="delta">{Show.Difference(one.Difference, IsShare(one))} <span class="range">{Show.DifferenceRange(one.Interval, IsShare(one))}</span></td><td class="mark">{Html.Verdict(one.Verdict)} {((one.Adjusted ?? one.PValue) is { } p ? Markup.Of($"""<span class="soft">p {Show.PValue(p)}</span>""") : Markup.Empty)}</td></tr>
            """);
    }

    private static Markup Slices(BaselineComparison comparison) => comparison.Slices.Count == 0
        ? Markup.Empty
        : Markup.Of(
            $"""<h3>Where it changed most</h3>{Html.Table("changes", Markup.Of($"""<th>slice</th><th class="n">items</th><th class="n">fixed</th><th class="n">broken</th><th class="n">corrected p</th><th></th>"""), comparison.Slices.Take(MaxSlices).Select(Slice))}""");

    private static Markup Slice(ChangeBySlice one)
    {
        var tone = !Significance.Holds(one.Adjusted) ? "same" : one.Fixed > one.Broken ? "better" : "worse";
        return Markup.Of(
            $"""<tr><td>{Html.Name(new SlicePredicate(one.Attribute, one.Value).ToString(), 60)}</td><td class="n">{one.Items}</td><td class="n">{one.Fixed}</td><td class="n">{one.Broken}</td><td class="n">{Show.PValue(one.Adjusted)}</td><td>{Html.Verdict(tone)}</td></tr>""");
    }

    private static Markup Pictures(BaselineComparison comparison, Figures figures) => Markup.Of(
        $"{Strip("Broken", comparison.Broken, comparison.BrokenItems, figures)}{Strip("Fixed", comparison.Fixed, comparison.FixedItems, figures)}{Strip("Wrong in both", comparison.StillWrong, comparison.StillWrongItems, figures)}");

    private static Markup Strip(string title, long count, IReadOnlyList<ReportItem> items, Figures figures) => items.Count == 0
        ? Markup.Empty
        : Markup.Of(
            $"""<div class="card"><h3>{title}</h3><p class="note">{(long)Math.Min(items.Count, MaxItems)} of {count}, the most confident first.</p>{figures.Legend}{figures.Strip(items.Take(MaxItems), isSmall: true)}</div>""");

    private static bool IsShare(MetricComparison one) => MetricScale.IsShare(one.Metric, one.Baseline) && MetricScale.IsShare(one.Metric, one.Candidate);
}

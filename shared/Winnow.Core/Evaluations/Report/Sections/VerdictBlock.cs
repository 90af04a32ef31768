using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>What a reader must know who reads nothing else: the first metric, the baseline, the gates, and what to be wary of.</summary>
internal static class VerdictBlock
{
    public static Markup Of(EvaluationReport report)
    {
        var first = report.Metrics.FirstOrDefault(metric => metric.Value.Value is not null);
        var compared = report.Comparison?.Metrics.FirstOrDefault(one => one.Metric == first.Key);
        Markup[] points = [.. Baseline(report.Comparison, compared), .. Gates(report.Gates)];
        return Markup.Of(
            $"""
            <div class="verdict {Tone(report, compared)}">
            <p class="lead">{Headline(report, first.Key, first.Value)}</p>
            <ul class="points">{points}{Cautions.Of(report).Select(text => Point("warning", "note", Markup.Of($"{text}")))}</ul>
            </div>
            """);
    }

    private static string Tone(EvaluationReport report, MetricComparison? compared) =>
        report.Gates.Any(gate => !gate.HasPassed) || compared?.Verdict == "worse" ? "failed"
        : compared?.Verdict == "better" || report.Gates.Count > 0 ? "passed"
        : "same";

    private static Markup Headline(EvaluationReport report, string? metric, Score? score)
    {
        if (metric is null || score is null)
        {
            return Markup.Of($"None of the metrics has a value: {report.Items} items were evaluated.");
        }

        var interval = score.Interval is { } between
            ? Markup.Of($""" <span class="soft">{Show.Level(between.Level)} interval {Amount(metric, score, between.Low)} to {Amount(metric, score, between.High)}</span>""")
            : Markup.Empty;
        return Markup.Of($"<b>{Amount(metric, score, score.Value!.Value)} {metric}</b> on {Items(report.Items)}.{interval}");
    }

    private static string Amount(string metric, Score score, double value) =>
        MetricScale.IsPercent(metric, score.Value) ? Show.Percent(value)
        : MetricScale.IsShare(metric, score.Value) ? Show.Share(value)
        : Show.Significant(value);

    private static IEnumerable<Markup> Baseline(BaselineComparison? comparison, MetricComparison? compared)
    {
        if (comparison is null)
        {
            yield break;
        }

        var answers = Markup.Of($"{comparison.Fixed} answers fixed, {comparison.Broken} broken");
        yield return compared?.Verdict switch
        {
            "better" or "worse" => Point(compared.Verdict, compared.Verdict, Markup.Of($"{Capital(compared.Verdict)} than the baseline {comparison.Model}: {Change(compared)}; {answers}.")),
            "same" => Point("same", "same", Markup.Of($"No difference to the baseline {comparison.Model} beyond noise: {Change(compared)}; {answers}.")),
            _ => Point("same", "baseline", Markup.Of($"Beside the baseline {comparison.Model}: {answers}.")),
        };
    }

    private static string Change(MetricComparison compared)
    {
        if (!MetricScale.IsPercent(compared.Metric, compared.Candidate))
        {
            var isShare = MetricScale.IsShare(compared.Metric, compared.Candidate);
            return $"{compared.Metric} {Show.Difference(compared.Difference, isShare)}{(compared.Interval is null ? "" : " " + Show.DifferenceRange(compared.Interval, isShare))}";
        }

        static string Points(double share) => Show.Difference(share * 100, digits: 2);
        var interval = compared.Interval is { } between ? $" ({Points(between.Low)} to {Points(between.High)})" : "";
        return $"{compared.Metric} {Points(compared.Difference)} points{interval}";
    }

    private static IEnumerable<Markup> Gates(IReadOnlyList<GateOutcome> gates)
    {
        var failed = gates.Where(gate => !gate.HasPassed).Select(gate => gate.Rule).ToList();
        if (gates.Count > 0)
        {
            yield return failed.Count == 0
                ? Point("passed", "passed", gates.Count == 1 ? Markup.Of($"The gate passed: {gates[0].Rule}.") : Markup.Of($"All {gates.Count} gates passed."))
                : Point("failed", "failed", gates.Count == 1 ? Markup.Of($"The gate failed: {failed[0]}.") : Markup.Of($"{failed.Count} of {gates.Count} gates failed: {string.Join(", ", failed)}."));
        }
    }

    private static Markup Point(string tone, string word, Markup text) => Markup.Of($"<li>{Html.Badge(tone, word)}<span>{text}</span></li>");

    private static string Items(long count) => count == 1 ? "1 item" : $"{Show.Count(count)} items";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}

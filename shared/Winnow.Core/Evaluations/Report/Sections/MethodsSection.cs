using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>How every number was computed, and which rules this run applied.</summary>
internal static class MethodsSection
{
    public static Section Of(EvaluationReport report)
    {
        var notes = report.Settings.Notes.Count == 0 ? Markup.Empty : Markup.Of($"<h3>Rules of this run</h3><ul>{report.Settings.Notes.Select(note => Markup.Of($"<li>{note}</li>"))}</ul>");
        var signatures = report.Metrics.Select(metric => Markup.Of($"""<tr><th scope="row">{metric.Key}</th><td>{Choices(metric.Value.Signature)}</td></tr>"""));
        return new(
            "methods", "How it was computed", "Two scores may be compared when their signatures are equal.",
            Markup.Of($"""<div class="card">{notes}<h3>Signatures</h3><table class="pairs"><tbody>{signatures}</tbody></table>{Intervals(report)}</div>"""));
    }

    private static Markup Intervals(EvaluationReport report)
    {
        var own = report.Metrics.Select(metric => (metric.Key, metric.Value.Interval));
        var differences = (report.Comparison?.Metrics ?? []).Select(one => (one.Metric, one.Interval));
        Markup[] rows = [.. Methods("", own), .. Methods("differences of ", differences)];
        return rows.Length == 0 ? Markup.Empty : Markup.Of($"""<h3>Intervals</h3><table class="pairs"><tbody>{rows}</tbody></table>""");
    }

    private static IEnumerable<Markup> Methods(string prefix, IEnumerable<(string Metric, Interval? Interval)> intervals) => intervals
        .Where(one => one.Interval is not null)
        .GroupBy(one => one.Interval!.Method, one => one.Metric)
        .Select(method => Markup.Of($"""<tr><th scope="row">{prefix}{string.Join(", ", method)}</th><td>{Choices(method.Key)}</td></tr>"""));

    // Choices are separated by bars: each one stays together when the line breaks.
    private static Markup Choices(string signature) =>
        Markup.Of($"<code>{signature.Split('|').Select((choice, i) => Markup.Of($"{(i == 0 ? "" : "| ")}<span>{choice}</span> "))}</code>");
}

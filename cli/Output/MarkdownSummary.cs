using Winnow.Cli.Api;

namespace Winnow.Cli.Output;

/// <summary>Results as a page of Markdown, for the summary of a CI job: the verdict, metrics, gates, and the way to the report.</summary>
public static class MarkdownSummary
{
    /// <summary>An evaluation: metrics with intervals, beside those of its baseline where it has one.</summary>
    public static string Of(EvaluationResult result, Uri report)
    {
        var skipped = EvaluationText.Describe(result.Skipped);
        var items = $"{Readable.Count(result.Items)} items scored, {Readable.Count(result.Wrong)} wrong{(skipped.Length > 0 ? $"; skipped: {skipped}" : "")}.";
        var baseline = result.Baseline is { } before ? $" Since run {before.Run}: {Readable.Count(before.Fixed)} fixed, {Readable.Count(before.Broken)} broken." : "";
        return Verdict(Title(result.Dataset, result.Split, result.Model), result.Gates) + MetricsTable(result) + GatesTable(result.Gates)
            + Paragraph(items + baseline) + Paragraph(Markdown.Link("Report", report), isMarkdown: true);
    }

    /// <summary>A comparison; one without a baseline shows the metrics of the run.</summary>
    public static string Of(ComparisonResult result, EvaluationResult evaluation, Uri report)
    {
        if (result.Baseline is null)
        {
            return Of(evaluation with { Baseline = null, Gates = result.Gates }, report);
        }

        var chance = result.McNemar is { } p ? $" McNemar: p {Figures.Chance(p)}." : "";
        var items = $"{Readable.Count(result.Shared)} items in both runs: {Readable.Count(result.Fixed)} fixed, {Readable.Count(result.Broken)} broken.{chance}";
        return Verdict($"{Title(result.Dataset, evaluation.Split, result.Model)} against {result.BaselineModel ?? result.Baseline}", result.Gates) + DifferencesTable(result)
            + GatesTable(result.Gates) + Paragraph(items) + Paragraph(Markdown.Link("Report", report), isMarkdown: true);
    }

    /// <summary>The boards of a benchmark.</summary>
    public static string Of(BenchmarkResult result, Uri leaderboard)
    {
        var rows = result.Boards.SelectMany(board => board.Rows).ToList();
        var boards = result.Boards.Select(board => $"### {Markdown.Escape(BoardText.Title(board))}\n\n{BoardTable(board)}{string.Concat(board.Notes.Select(note => Paragraph(note)))}");
        return Verdict(result.Name ?? "benchmark", [.. rows.SelectMany(row => row.Gates)]) + string.Concat(boards)
            + FailuresTable(rows) + Paragraph(Markdown.Link("Leaderboard", leaderboard), isMarkdown: true);
    }

    private static string Verdict(string title, IReadOnlyList<GateOutcome> gates)
    {
        var sign = gates.Count == 0 ? "" : gates.All(gate => gate.HasPassed) ? "✅ " : "❌ ";
        return $"## {sign}{Markdown.Escape($"{title}: {Gates.Summarise(gates)}")}\n\n";
    }

    private static string Title(string? dataset, string? split, string? model) =>
        string.Join(" / ", new[] { dataset, split, model }.Where(part => part is not null));

    private static string Paragraph(string text, bool isMarkdown = false) => (isMarkdown ? text : Markdown.Escape(text)) + "\n\n";

    private static string MetricsTable(EvaluationResult result)
    {
        if (result.Baseline is null)
        {
            return Markdown.Table(["metric", "value>", "interval"], [.. result.Metrics.Select(metric => Row(result, metric))]);
        }

        var differences = result.Baseline.Metrics.ToDictionary(metric => metric.Metric);
        return Markdown.Table(
            ["metric", "value>", "interval", "difference>", "interval", "verdict"],
            [.. result.Metrics.Select(metric => (string[])[.. Row(result, metric), .. Difference(differences.GetValueOrDefault(metric.Key))])]);
    }

    private static string[] Row(EvaluationResult result, KeyValuePair<string, double?> metric) =>
        [metric.Key, Figures.Number(metric.Value), Figures.Range(result.Intervals.GetValueOrDefault(metric.Key))];

    private static string[] Difference(MetricComparison? metric) =>
        metric is null ? ["", "", ""] : [Figures.Difference(metric.Difference), Figures.DifferenceRange(metric.Interval), metric.Verdict];

    private static string DifferencesTable(ComparisonResult result) => Markdown.Table(
        ["metric", "baseline>", "run>", "difference>", "interval", "verdict", "corrected p>"],
        [.. result.Metrics.Select(metric => (string[])[
            metric.Metric, Figures.Number(metric.Baseline), Figures.Number(metric.Candidate), .. Difference(metric), Figures.Chance(metric.Adjusted ?? metric.PValue)])]);

    private static string GatesTable(IReadOnlyList<GateOutcome> gates) =>
        Markdown.Table(["", "gate", "reason"], [.. gates.Select(gate => (string[])[gate.HasPassed ? "✅" : "❌", gate.Rule, gate.Reason])]);

    private static string BoardTable(BenchmarkBoard board)
    {
        var others = BoardText.OtherMetrics(board);
        return Markdown.Table(
            ["rank>", "model", $"{board.Metric}>", "interval", "behind", .. others.Select(name => $"{name}>"), "gates"],
            [.. board.Rows.Select(row => (string[])[
                BoardText.Rank(row), BoardText.Name(row), Figures.Number(row.Score), Figures.Range(row.Low, row.High), BoardText.Behind(row),
                .. others.Select(name => Figures.Number(row.Metrics.GetValueOrDefault(name))),
                row.Gates.Count == 0 ? "" : $"{(row.Gates.All(gate => gate.HasPassed) ? "✅" : "❌")} {Gates.Count(row.Gates)}"])]);
    }

    private static string FailuresTable(IEnumerable<BoardRow> rows) => Markdown.Table(
        ["", "model", "gate", "reason"],
        [.. rows.SelectMany(row => row.Gates.Where(gate => !gate.HasPassed).Select(gate => (string[])["❌", row.Model, gate.Rule, gate.Reason]))]);
}

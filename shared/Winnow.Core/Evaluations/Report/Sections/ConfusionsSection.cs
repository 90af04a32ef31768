using Winnow.Core.Evaluations.Analysis;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>Pairs of classes that are confused more often than by chance.</summary>
internal static class ConfusionsSection
{
    private const int MaxFindings = 12;
    private const int MaxItems = 6;
    private const string Title = "Confused classes";

    public static Section? Of(EvaluationReport report, Figures figures)
    {
        if (report.Confusions.Count > 0)
        {
            return new(
                "confusions", Title, "A class that is taken for another one more often than mistakes fall there by chance; p-values are corrected over all pairs (Benjamini–Hochberg).",
                Markup.Of($"{report.Confusions.Take(MaxFindings).Select(finding => Finding(finding, figures))}"));
        }

        var pairs = report.Findings.Confusion?.Cells.Count(cell => cell.Truth != cell.Predicted) ?? 0;
        return pairs == 0 ? null
            : new("confusions", Title, "", Html.Nothing($"No class is taken for another one more often than mistakes fall there by chance. Pairs that are confused at all: {pairs}."));
    }

    public static IEnumerable<IReadOnlyList<ReportItem>> Strips(EvaluationReport report) =>
        report.Confusions.Take(MaxFindings).Select(finding => (IReadOnlyList<ReportItem>)[.. finding.Worst.Take(MaxItems)]);

    private static Markup Finding(ConfusionFinding finding, Figures figures)
    {
        var facts = Html.Facts(
            ("times", Show.Count(finding.Count)), ("of the class", Show.Percent(finding.Share, 1)),
            ("as often as by chance", Show.Times(finding.Lift)), ("corrected p", Show.PValue(finding.Adjusted)));
        return Markup.Of(
            $"""<article class="card finding"><div class="split"><div><h3>{Html.Name(finding.Truth, 40)} <span class="soft">taken for</span> {Html.Name(finding.Predicted, 40)}</h3>{facts}</div>{figures.Strip(finding.Worst.Take(MaxItems), isSmall: true)}</div></article>""");
    }
}

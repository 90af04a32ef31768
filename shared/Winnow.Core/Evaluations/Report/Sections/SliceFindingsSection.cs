using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Report.Plots;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>Slices that fare worse than the rest.</summary>
internal static class SliceFindingsSection
{
    private const int MaxFindings = 12;
    private const int MaxItems = 6;
    private const string Title = "Weak slices";

    public static Section? Of(EvaluationReport report, Figures figures)
    {
        if (report.Slices.Count > 0)
        {
            var note = $"Items that share these attributes fare worse than all others. p-values are corrected for the {Show.Count(report.SlicesTested)} slices that were looked at (Benjamini–Hochberg).";
            return new("slices", Title, note, Markup.Of($"{figures.Legend}{report.Slices.Take(MaxFindings).Select(finding => Finding(finding, report, figures))}"));
        }

        return report.SliceTable.Count == 0 ? null
            : new("slices", Title, "", Html.Nothing(report.SlicesTested == 0
                ? "No slice could be tested: none has enough items."
                : $"No slice is significantly worse than the rest: {Show.Count(report.SlicesTested)} were tested."));
    }

    public static IEnumerable<IReadOnlyList<ReportItem>> Strips(EvaluationReport report) =>
        report.Slices.Take(MaxFindings).Select(finding => (IReadOnlyList<ReportItem>)[.. finding.Worst.Take(MaxItems)]);

    private static Markup Finding(SliceFinding finding, EvaluationReport report, Figures figures)
    {
        var facts = Html.Facts(
            ("items", $"{Show.Count(finding.Items)} ({Show.Percent((double)finding.Items / report.Items, 1)})"),
            (finding.EffectName, Show.Significant(finding.Effect)),
            ("corrected p", Show.PValue(finding.Adjusted)));
        var bars = BarPlot.Of(
        [
            new("mean loss here", finding.Loss, Show.Value("loss", finding.Loss), "bad"), new("elsewhere", finding.Rest, Show.Value("loss", finding.Rest), "same"),
        ]);
        var predicates = finding.Predicates.Select((predicate, i) => Markup.Of($"""{(i == 0 ? "" : " and ")}<span class="predicate">{Html.Name(predicate, 80)}</span>"""));
        return Markup.Of(
            $"""<article class="card finding"><h3>{predicates}</h3><div class="split"><div>{bars}{facts}</div>{figures.Strip(finding.Worst.Take(MaxItems), isSmall: true)}</div></article>""");
    }
}

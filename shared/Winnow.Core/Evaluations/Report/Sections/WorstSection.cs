namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>The worst mistakes.</summary>
internal static class WorstSection
{
    private const int MaxItems = 40;
    private const string Title = "Worst mistakes";

    public static Section Of(EvaluationReport report, Figures figures) => report.Worst.Count == 0
        ? new("worst", Title, "", Html.Nothing(report.Wrong == 0
            ? $"No mistakes: all {Show.Count(report.Items)} answers are right."
            : $"{Show.Count(report.Wrong)} answers are not entirely right; none of them was kept."))
        : new("worst", Title, $"{Math.Min(MaxItems, report.Worst.Count)} of {Show.Count(report.Wrong)}, the worst first.",
            Markup.Of($"""<div class="card">{figures.Legend}{figures.Strip(report.Worst.Take(MaxItems))}</div>"""));

    public static IEnumerable<IReadOnlyList<ReportItem>> Strips(EvaluationReport report) => [[.. report.Worst.Take(MaxItems)]];
}

using Winnow.Core.Evaluations.Analysis;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>Items whose annotation is probably wrong.</summary>
internal static class AnnotationErrorsSection
{
    private const int MaxItems = 24;

    public static Section? Of(EvaluationReport report, Figures figures) => report.AnnotationErrors.Count == 0
        ? null
        : new(
            "annotations", "Suspect annotations",
            $"{Html.Shown(MaxItems, report.AnnotationErrors.Count)}, the most suspect first. Trust is how far the annotation agrees with the model's probabilities, 0 to 1: look before you correct.",
            Markup.Of($"""<div class="card">{figures.Strip(report.AnnotationErrors.Take(MaxItems).Select(one => Suspect(one, figures)))}</div>"""));

    public static IEnumerable<IReadOnlyList<ReportItem>> Strips(EvaluationReport report) => [[.. report.AnnotationErrors.Take(MaxItems).Select(one => one.Item)]];

    private static Markup Suspect(AnnotationSuspect one, Figures figures) =>
        figures.Figure(one.Item, Figures.Lines(("given", one.Item.Truth), ("suggested", one.Suggested)), $"trust {Show.Share(one.Score)}");
}

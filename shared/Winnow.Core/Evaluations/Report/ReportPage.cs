using System.Globalization;
using Winnow.Core.Evaluations.Report.Sections;
using Winnow.Core.Models;

namespace Winnow.Core.Evaluations.Report;

/// <summary>The report as one HTML page that needs nothing beside it: no script, no font, no address but <c>data:</c>.</summary>
/// <remarks>Labels, texts and names come from outside: every value goes through <see cref="Markup"/>, which encodes it. The page is also well-formed XML.</remarks>
public static class ReportPage
{
    /// <summary>The items whose pictures the page shows, the most important first.</summary>
    /// <remarks>
    /// First comes the first item of every strip of pictures, then the second of each, and so on: a caller that must stop early leaves no finding without
    /// a picture. Every item is in it once.
    /// </remarks>
    public static IReadOnlyList<ReportItem> ItemsShown(EvaluationReport report)
    {
        IReadOnlyList<ReportItem>[] strips =
        [
            .. ComparisonSection.Strips(report), .. SliceFindingsSection.Strips(report), .. ConfusionsSection.Strips(report),
            .. AnnotationErrorsSection.Strips(report), .. WorstSection.Strips(report),
        ];
        var longest = strips.Max(strip => strip.Count);
        return [.. Enumerable.Range(0, longest).SelectMany(i => strips.Where(strip => i < strip.Count).Select(strip => strip[i])).DistinctBy(item => item.ItemId)];
    }

    /// <summary>Writes the page.</summary>
    /// <param name="report">What to show.</param>
    /// <param name="images">
    /// Addresses of pictures by item id: <c>data:image/…</c> only, others are left out. A picture over which objects are drawn must have the size of
    /// the original, for that is what their coordinates count in.
    /// </param>
    public static string Write(EvaluationReport report, IReadOnlyDictionary<string, string> images)
    {
        var figures = new Figures(report, ItemsShown(report), images);
        var sections = SectionsOf(report, figures);
        var title = $"{report.Model} on {report.Dataset}";
        return Markup.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width,initial-scale=1"/>
            <title>{title}: evaluation</title><style>{new Markup(ReportStyle.Css)}</style></head>
            <body>{figures.Definitions}<main>
            <header><h1><bdi>{report.Model}</bdi> <span class="soft">on</span> <bdi>{report.Dataset}</bdi></h1><p class="about">{About(report)}</p></header>
            {VerdictBlock.Of(report)}
            <nav>{sections.Select(section => section.Link)}</nav>
            {sections.Select(section => section.Write())}
            </main></body></html>

            """).Html;
    }

    /// <summary>The page from top to bottom; a section that has nothing to say is null.</summary>
    private static List<Section> SectionsOf(EvaluationReport report, Figures figures)
    {
        Section?[] sections =
        [
            NumbersSection.Of(report),
            GatesSection.Of(report),
            ComparisonSection.Of(report, figures),
            SliceFindingsSection.Of(report, figures),
            ConfusionsSection.Of(report, figures),
            AnnotationErrorsSection.Of(report, figures),
            LeaksSection.Of(report),
            ErrorKindsSection.Of(report),
            WorstSection.Of(report, figures),
            PlotsSection.Of(report),
            SliceTableSection.Of(report),
            ClassTablesSection.Of(report),
            MethodsSection.Of(report),
            SettingsSection.Of(report),
        ];
        return [.. sections.OfType<Section>()];
    }

    private static string About(EvaluationReport report) => string.Join(" · ", new[]
    {
        report.Task.ToName(), report.Split is null ? "all splits" : $"split {report.Split}", report.Version is null ? "no version" : $"version {report.Version}",
        report.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
    });
}

using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Report;
using Winnow.Core.Models;

namespace Winnow.Core.Tests.Evaluations.Report;

/// <summary>Labels, names and texts come from outside: none of them may become markup, wherever it is shown.</summary>
public sealed class HostileReportTests
{
    private const string Hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;</title></style>\u202Eabc";

    [Fact]
    public void Write_OfHostileNamesEverywhere_ShowsThemAsText()
    {
        var page = Page.Of(Report(), new Dictionary<string, string> { ["item-0001"] = $"data:image/png,\"><script>{Hostile}" });
        Assert.DoesNotContain("<script", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(page.All("img"), image => image.Attribute("onerror") is not null);
        Assert.Single(page.All("title"), title => title.Parent!.Name.LocalName == "head");
        Assert.All(new[] { "worst", "slices", "confusions", "annotations", "leaks", "baseline", "slice-table", "classes", "gates", "methods", "settings" }, id =>
            Assert.Contains("<script>alert(1)</script>", page.SectionText(id), StringComparison.Ordinal));
    }

    [Fact]
    public void Write_OfHostileTexts_ShowsThemAsText()
    {
        var report = Report() with
        {
            Task = ModelTask.TextRecognition,
            Findings = new() { Text = new(new(1, 0, 0, 10), new(1, 0, 0, 2), 0, [], [new("<", ">", 3), new("\"", "&", 1)]) },
        };
        var page = Page.Of(report);
        Assert.DoesNotContain("<script", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("< → > 3", page.SectionText("plots"), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfTextFromRightToLeft_DoesNotReorderItsSurroundings()
    {
        var report = SampleReport.Bare(ModelTask.Classification, "d", "m@1", 10, 1, ("accuracy", 0.9, 0.1)) with { Worst = [SampleReport.Item(0, "א/ב.png", "שלום", "עולם", 0.5)] };
        var words = Page.Of(report).Section("worst").Descendants("bdi").Select(word => word.Value);
        Assert.Equal(["שלום", "עולם", "ב.png"], words);
    }

    [Fact]
    public void Write_OfLoneSurrogatesAndLongLabels_StaysWellFormed()
    {
        var label = new string('x', 5000) + "\uD83D\uDE00";
        var report = SampleReport.Bare(ModelTask.Classification, "d", "m@1", 10, 1, ("accuracy", 0.9, 0.1)) with
        {
            Worst = [SampleReport.Item(0, label, label, "\uD83D", 0.5)],
            Findings = new() { Confusion = new([label, "b"], [new(label, "b", 1)]), PerClass = [new(label, 0, 0, 0, 1, 0)] },
        };
        Assert.Contains("worst", Page.Of(report).SectionIds);
    }

    private static EvaluationReport Report()
    {
        var item = SampleReport.Item(1, Hostile, Hostile, Hostile + "2", 0.5) with { Baseline = Hostile, Objects = [new(Hostile, new(1, 2, 3, 4), "missed", null)] };
        var report = SampleReport.Bare(ModelTask.Classification, Hostile, Hostile, 10, 1, (Hostile, 0.5, 0.1));
        return report with
        {
            Split = Hostile,
            Version = Hostile,
            Provider = Hostile,
            Gates = [new(Hostile, Hostile, 0.5, 0.6, false, Hostile)],
            Worst = [item],
            Slices = [new([Hostile], 4, 0.5, 0.1, 5, Hostile, 0.001, 0.01, [item])],
            SliceTable = [new(Hostile, Hostile, 4, Hostile, 0.5, null, 0.001, 0.01, 0.1)],
            Confusions = [new(Hostile, Hostile + "2", 3, 0.1, 9, 0.001, 0.01, [item])],
            AnnotationErrors = [new(item, Hostile, 0.1)],
            Leaks = new(Hostile, 4, 1, [new([new("a", Hostile, Hostile), new("b", Hostile, null)], 1)]),
            Comparison = new()
            {
                Baseline = Hostile, Model = Hostile, Shared = 10, OnlyBaseline = 0, OnlyCandidate = 0, Fixed = 1, Broken = 1, StillWrong = 0, StillRight = 8, BrokenItems = [item],
                Metrics = [new(Hostile, 0.4, 0.5, 0.1, new(0, 0.2, 0.95, Hostile), 0.1, 0.1, true)], Slices = [new(Hostile, Hostile, 4, 1, 2, 0.1, 0.1)],
            },
            Findings = new()
            {
                Confusion = new([Hostile, Hostile + "2"], [new(Hostile, Hostile + "2", 1)]), PerClass = [new(Hostile, 0.5, 0.5, 0.5, 2, 2)],
                Table = [new(Hostile, 2, new Dictionary<string, double?> { [Hostile] = 0.5 })], Curves = [new Curve(Hostile, 0.5, [new(0, 1), new(1, 0)])], Errors = [new(Hostile, 1, 0.1)],
            },
            Settings = report.Settings with { Notes = [Hostile], Spec = report.Settings.Spec with { GroupBy = Hostile } },
        };
    }
}

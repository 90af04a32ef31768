using System.Text.RegularExpressions;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Report;
using Winnow.Core.Models;

namespace Winnow.Core.Tests.Evaluations.Report;

public sealed partial class ReportPageTests
{
    public static TheoryData<string> Samples => SampleReport.Names;

    [Fact]
    public void Write_OfClassification_ReadsFromVerdictToSettings() => Assert.Equal(
        ["numbers", "gates", "baseline", "slices", "confusions", "annotations", "leaks", "worst", "plots", "slice-table", "classes", "methods", "settings"],
        Page.Of(SampleReport.Of("classification")).SectionIds);

    [Fact]
    public void Write_OfRegression_LeavesOutWhatItHasNot() =>
        Assert.Equal(["numbers", "worst", "methods", "settings"], Page.Of(SampleReport.Of("regression")).SectionIds);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_OfSample_LinksToEverySection(string name)
    {
        var page = Page.Of(SampleReport.Of(name));
        Assert.Equal(page.SectionIds.Select(id => "#" + id), page.All("nav").Single().Elements("a").Select(link => link.Attribute("href")!.Value));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_OfSample_NeedsNothingBesideIt(string name)
    {
        var html = Page.Of(SampleReport.Of(name)).Html;
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.All(Addresses().Matches(html), address => Assert.Matches("^(#|data:image/)", address.Groups[1].Value));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_OfSample_SaysEveryMetricWithItsSignature(string name)
    {
        var sample = SampleReport.Of(name);
        var (numbers, methods) = (Page.Of(sample).SectionText("numbers"), Page.Of(sample).SectionText("methods"));
        Assert.All(sample.Report.Metrics, metric => Assert.Contains(metric.Key, numbers, StringComparison.Ordinal));
        Assert.All(sample.Report.Metrics, metric => Assert.Contains(metric.Value.Signature.Split('|')[^1], methods, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_OfAnyReport_ShowsEveryMemberOfTheSpecification()
    {
        var settings = Page.Of(SampleReport.Of("detection")).SectionText("settings");
        var members = typeof(EvaluationSpec).GetProperties().Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
        Assert.All(members, member => Assert.Contains(member, settings, StringComparison.Ordinal));
        Assert.Contains("namePrefix: city/, metadata: weather: dry", settings, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfBetterRunWithFailedGate_SaysSoFirst()
    {
        var verdict = Page.Of(SampleReport.Of("classification")).BlockText("verdict");
        Assert.StartsWith("97.42 % accuracy on 5,000 items. 95 % interval 96.97 % to 97.84 %", verdict, StringComparison.Ordinal);
        Assert.Contains("Better than the baseline digits-linear@1: accuracy +5.21 points (+4.41 to +6.01); 305 answers fixed, 45 broken.", verdict, StringComparison.Ordinal);
        Assert.Contains("1 of 3 gates failed: ece <= 0.01.", verdict, StringComparison.Ordinal);
        Assert.Contains("37 items have no part in the scores: 12 without an annotation, 20 without a prediction, 5 on which the model failed.", verdict, StringComparison.Ordinal);
        Assert.Contains("sample of 4,000 of the 5,000 items", verdict, StringComparison.Ordinal);
        Assert.Contains("14 evaluated items are alike to items of another split", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfRunLikeItsBaseline_SaysThatNoiseExplainsIt()
    {
        var verdict = Page.Of(SampleReport.Of("detection")).BlockText("verdict");
        Assert.StartsWith("0.4127 ap on 1,280 items.", verdict, StringComparison.Ordinal);
        Assert.Contains("No difference to the baseline yolo-nano@0 beyond noise: ap +0.0025 [−0.004, +0.009]", verdict, StringComparison.Ordinal);
        Assert.Contains("All 2 gates passed.", verdict, StringComparison.Ordinal);
        Assert.Contains("18 items without a prediction are in the scores as empty answers.", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithoutAnyValue_SaysSo()
    {
        var report = SampleReport.Bare(ModelTask.Regression, "d", "m@1", 3, 0, ("spearman", null, 0));
        Assert.StartsWith("None of the metrics has a value: 3 items were evaluated.", Page.Of(report).BlockText("verdict"), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithoutFindings_SaysWhatWasLookedAt()
    {
        var report = SampleReport.Bare(ModelTask.Classification, "d", "m@1", 40, 2, ("accuracy", 0.95, 0.01)) with
        {
            SlicesTested = 2,
            SliceTable = [new("folder", "a", 20, "accuracy", 0.9, null, 0.4, 0.4, null), new("folder", "b", 20, "accuracy", 1, null, 0.4, 0.4, null), new("folder", "c", 1, "accuracy", null, null, null, null, null)],
            Findings = new() { Confusion = new(["a", "b"], [new("a", "a", 38), new("a", "b", 2)]) },
            Leaks = new("dhash", 812, 0, []),
            Comparison = new() { Baseline = "b", Model = "m@0", Shared = 40, OnlyBaseline = 0, OnlyCandidate = 0, Metrics = [], Fixed = 0, Broken = 0, StillWrong = 2, StillRight = 38 },
        };
        var page = Page.Of(report);
        Assert.EndsWith("No slice is significantly worse than the rest: 2 were tested.", page.SectionText("slices"), StringComparison.Ordinal);
        Assert.Contains("Pairs that are confused at all: 1.", page.SectionText("confusions"), StringComparison.Ordinal);
        Assert.Contains("No evaluated item is alike to an item of another split: 812 were compared.", page.SectionText("leaks"), StringComparison.Ordinal);
        Assert.Contains("No answer changed between right and wrong", page.SectionText("baseline"), StringComparison.Ordinal);
        Assert.Contains("2 answers are not entirely right; none of them was kept.", page.SectionText("worst"), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithoutMistakes_SaysSo()
    {
        var report = SampleReport.Bare(ModelTask.Classification, "d", "m@1", 1200, 0, ("accuracy", 1, 0));
        Assert.EndsWith("No mistakes: all 1,200 answers are right.", Page.Of(report).SectionText("worst"), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfManySlices_ShowsTheSignificantAndTheLargest()
    {
        var page = Page.Of(SampleReport.Of("classification"));
        Assert.Equal(40, page.Section("slice-table").Descendants("svg").Count(svg => svg.Attribute("class")!.Value.StartsWith("interval", StringComparison.Ordinal)));
        Assert.Contains("40 of 54 values are shown", page.SectionText("slice-table"), StringComparison.Ordinal);
        Assert.Contains("writer-03 67 items 0.9060", page.SectionText("slice-table"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void ItemsShown_OfSample_AreAllFiguresOnce(string name)
    {
        var sample = SampleReport.Of(name);
        var items = ReportPage.ItemsShown(sample.Report);
        Assert.Equal(items.Count, items.Select(item => item.ItemId).Distinct().Count());
        var shown = Page.Of(sample).All("figure").Select(figure => figure.Descendants("bdi").Last().Attribute("title")!.Value).ToHashSet();
        Assert.Equal(shown, items.Select(item => item.Name).ToHashSet());
    }

    [Fact]
    public void ItemsShown_OfManyStrips_TakesTheFirstOfEachBeforeTheSecondOfAny()
    {
        var report = SampleReport.Of("classification").Report;
        var first = ReportPage.ItemsShown(report).Take(4).Select(item => item.ItemId);
        Assert.Equal([report.Comparison!.BrokenItems[0].ItemId, report.Comparison.FixedItems[0].ItemId, report.Comparison.StillWrongItems[0].ItemId, report.Slices[1].Worst[0].ItemId], first);
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Addresses();
}

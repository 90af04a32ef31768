using System.Globalization;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Report;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Report;

public sealed class ReportPictureTests
{
    public static TheoryData<string> Formats => ["png", "jpeg", "webp", "gif", "bmp"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_OfPicture_KnowsItsSizeAndHoldsItOnce(string format)
    {
        var page = Page.Of(Report(2), new Dictionary<string, string> { ["item-0000"] = Address(format, 120, 80) });
        var image = Assert.Single(page.All("image"));
        Assert.Equal(("120", "80"), (image.Attribute("width")!.Value, image.Attribute("height")!.Value));
        Assert.All(page.All("use"), use => Assert.Equal("#" + image.Attribute("id")!.Value, use.Attribute("href")!.Value));
        Assert.Equal(2, page.All("use").Count());
    }

    [Fact]
    public void Write_OfObjects_DrawsThemInPixelsOfThePicture()
    {
        var page = Page.Of(Report(1), new Dictionary<string, string> { ["item-0000"] = Address("png", 2000, 1500) });
        var picture = page.All("svg").First(svg => svg.Attribute("class")?.Value == "picture");
        Assert.Equal("0 0 2000 1500", picture.Attribute("viewBox")!.Value);
        var box = picture.Descendants("rect").Single(rect => rect.Attribute("class")!.Value == "box missed");
        Assert.Equal("1204.5 30 410 1250", string.Join(' ', new[] { "x", "y", "width", "height" }.Select(name => box.Attribute(name)!.Value)));
        Assert.Contains(picture.Descendants("text"), text => text.Value == "traffic light");
    }

    [Fact]
    public void Write_OfPictureWithoutReadableHeader_ShowsItWithoutObjects()
    {
        var page = Page.Of(Report(1), new Dictionary<string, string> { ["item-0000"] = "data:image/png;base64,AAAA" });
        Assert.Contains("src=\"data:image/png;base64,AAAA\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(page.All("rect"), rect => rect.Attribute("class")?.Value == "box missed" && rect.Attribute("x")?.Value == "1204.5");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:text/html;base64,AAAA")]
    [InlineData("//example.org/a.png")]
    public void Write_OfOtherAddress_LeavesItOut(string address)
    {
        var page = Page.Of(Report(1), new Dictionary<string, string> { ["item-0000"] = address });
        Assert.DoesNotContain(address, page.Html, StringComparison.Ordinal);
        Assert.Single(page.All("figure"), figure => !figure.Descendants("img").Any());
    }

    [Fact]
    public void Write_OfManyObjects_DrawsTheMistakesAmongThem()
    {
        var objects = Enumerable.Range(0, 500).Select(i => new DrawnObject("a", new(i, 0, 1, 1), i == 400 ? "missed" : "matched", null)).ToList();
        var report = Report(1);
        report = report with { Worst = [report.Worst[0] with { Objects = objects }] };
        var page = Page.Of(report, new Dictionary<string, string> { ["item-0000"] = Address("png", 600, 20) });
        Assert.Contains(page.All("rect"), rect => rect.Attribute("class")!.Value == "box missed" && rect.Attribute("x")!.Value == "400");
        Assert.True(page.All("g").Count() <= 200);
    }

    private static EvaluationReport Report(int strips)
    {
        var item = SampleReport.Item(0, "a/b.png", "1 × traffic light", "nothing", null) with { Objects = [new("traffic light", new Box(1204.5, 30, 410, 1250), "missed", null)] };
        var report = SampleReport.Bare(ModelTask.Detection, "d", "m@1", 10, 1, ("ap", 0.5, 0.1)) with { Worst = [item] };
        return strips == 1 ? report : report with { Slices = [new(["folder = a"], 4, 0.5, 0.1, 5, "relative risk", 0.001, 0.01, [item])] };
    }

    private static string Address(string format, int width, int height)
    {
        var content = format switch
        {
            "png" => Some.Png(width, height),
            "jpeg" => Some.Jpeg(width, height),
            "webp" => Some.WebP(width, height),
            "gif" => Some.Gif(width, height),
            _ => Some.Bmp(width, height),
        };
        return string.Create(CultureInfo.InvariantCulture, $"data:image/{format};base64,{Convert.ToBase64String(content)}");
    }
}

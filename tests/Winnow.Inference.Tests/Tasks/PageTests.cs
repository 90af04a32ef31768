using SkiaSharp;
using Winnow.Core.Labels;
using Winnow.Core.Metrics.Text;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Tasks;

/// <summary>Printed pages through PP-OCR: detector, orientation, recognition.</summary>
public sealed class PageTests : IDisposable
{
    private static readonly string[] s_lines =
    [
        "Call me Ishmael. Some years ago never mind how", "long precisely having little or no money in my", "purse, and nothing particular to interest me",
        "on shore, I thought I would sail about a little", "and see the watery part of the world.",
    ];

    private readonly ModelFolder _folder = ModelFolder.Pages();
    private readonly ModelSession _session;

    public PageTests() => _session = ModelSession.Load(_folder.Files, SessionRuns.Cpu);

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task RunAsync_PrintedPage_ReadsItsLinesInOrderWhereTheyAre()
    {
        var (page, boxes) = Pages.Print(s_lines);
        _session.Validate();

        var lines = await ReadAsync(page);

        Assert.Equal(s_lines, lines.Select(line => line.Text));
        Assert.All(lines.Zip(boxes), pair => Assert.InRange(Boxes.Overlap(pair.First.Box, pair.Second), 0.6, 1));
        Assert.All(lines, line => Assert.InRange(line.Score!.Value, 0.9, 1));
        Assert.All(lines, line => Assert.Equal((1000, page.Height, 8), (line.Mask!.Width, line.Mask.Height, line.Mask.Polygons![0].Count)));
    }

    [Fact]
    public async Task RunAsync_LinesUpsideDown_AreTurnedOver()
    {
        var read = new List<string?>();
        for (var i = 0; i < s_lines.Length; i++) read.Add((await ReadAsync(Pages.Print(s_lines, upsideDown: i).Page)).ElementAtOrDefault(i)?.Text);

        // The orientation of the first line is not told with enough confidence.
        Assert.InRange(ErrorRate(s_lines[1..], read[1..]), 0, 0.01);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(-6)]
    public async Task RunAsync_TiltedPage_IsReadAlongItsLines(float degrees)
    {
        var (page, _) = Pages.Print(s_lines, degrees);

        var lines = await ReadAsync(page);

        Assert.InRange(ErrorRate(s_lines, lines.Select(line => line.Text)), 0, 0.02);
        // The polygons are tilted, and so much smaller than their boxes.
        Assert.All(lines, line => Assert.InRange(Math.Abs(Slope(line.Mask!.Polygons![0]) - degrees), 0, 2));
    }

    [Fact]
    public async Task RunAsync_PageOfManyLines_ReadsThemAllInOrder()
    {
        string[] lines = [.. Enumerable.Range(1, 40).Select(i => $"This is line number {i}")];
        Assert.Equal(lines, (await ReadAsync(Pages.Print(lines).Page)).Select(line => line.Text));
    }

    [Fact]
    public async Task RunAsync_TwoColumns_AreReadRowByRow()
    {
        using var page = new SKBitmap(1000, 200);
        using (var canvas = new SKCanvas(page))
        {
            canvas.Clear(SKColors.White);
            foreach (var (x, y, text) in new[] { (520, 23, "total"), (20, 20, "name"), (30, 110, "Ahab"), (530, 108, "12.50") })
            {
                using var line = SKBitmap.Decode(Lines.Png(text, 40));
                canvas.DrawBitmap(line, x, y, SKSamplingOptions.Default);
            }
        }

        Assert.Equal(["name", "total", "Ahab", "12.50"], (await ReadAsync(page)).Select(line => line.Text));
    }

    [Fact]
    public async Task RunAsync_BlankAndTinyPages_HaveNoLines()
    {
        var results = await _session.RunAsync([ImageFiles.Png(640, 400, SKColors.White), ImageFiles.Png(1, 1, SKColors.Black), ImageFiles.Png(4000, 3, SKColors.Gray), "no page"u8.ToArray()]);

        Assert.All(results.Take(3), result => Assert.Empty(result.Detail!.Objects!));
        Assert.Equal([0, 0, 0, null], results.Select(result => result.Confidence));
        Assert.NotNull(results[3].Error);
    }

    private async Task<IReadOnlyList<LabelledObject>> ReadAsync(SKBitmap page)
    {
        var result = (await _session.RunAsync([Pages.Png(page)]))[0];
        Assert.Null(result.Error);
        return result.Detail!.Objects!;
    }

    private static double ErrorRate(IEnumerable<string> lines, IEnumerable<string?> read)
    {
        var text = new TextAccumulator(TextNormaliser.Default);
        text.Add(string.Join(' ', lines), string.Join(' ', read), 1);
        return text.GetScores()["cer"].Value!.Value;
    }

    private static double Slope(IReadOnlyList<double> corners) => Math.Atan2(corners[3] - corners[1], corners[2] - corners[0]) * 180 / Math.PI;
}

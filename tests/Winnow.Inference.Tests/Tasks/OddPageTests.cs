using SkiaSharp;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Tasks;

/// <summary>Pages for which a part of the model gives numbers that are not finite. The parts are made by hand: each gives logarithms of what it sees.</summary>
public sealed class OddPageTests
{
    // A pixel of 1 is the paper, which the detector sees as 0; bright rectangles are lines. To the recogniser what is darker than 0.6 is below 0.
    internal const string Card = """
        name: tiny-pages
        version: "1"
        task: page-recognition
        parts:
          det:
            file: det.onnx
            input: { tensor: image, layout: nchw, channels: gray, height: 64, width: 64, scale: 1, mean: 0, std: 1, resize: stretch }
            output: { tensor: scores, decoding: regions, unclip: 0 }
            batch: { cpu: { size: 4, callers: 1, threads: 1 } }
          rec:
            file: rec.onnx
            input: { tensor: image, layout: nchw, channels: gray, height: 2, width: 4, mean: 0.6, std: 1, resize: stretch }
            output: { tensor: scores, kind: logits, decoding: ctc, blank: 3, threshold: 0 }
            labels: [a, b, c]
        licence: MIT
        source: made by hand
        """;

    [Fact]
    public async Task RunAsync_PartThatGivesNoFiniteNumber_IsAnErrorOfThatPageAlone()
    {
        using var folder = ModelFolder.Create(Card, null);
        await File.WriteAllBytesAsync(folder.Files.PathOf("det.onnx"), Onnx.Chain([null, 1, 64, 64], [null, 1, 64, 64], "Log"));
        await File.WriteAllBytesAsync(folder.Files.PathOf("rec.onnx"), Onnx.Chain([null, 1, 2, 4], [null, 2, 4], "Squeeze", "Log"));
        using var session = ModelSession.Load(folder.Files, SessionRuns.Cpu);

        var results = await session.RunAsync([Page(200), Page(200, 220), Page(200, 100), Page(0, 200), Page(), Page(220)]);

        Assert.Equal([1, 2, null, null, 0, 1], results.Select(result => result.Detail?.Objects?.Count));
        Assert.Equal("The part rec gave a value that is not a finite number for a line of this page.", results[2].Error);
        Assert.Equal("The part det gave a value that is not a finite number for this page.", results[3].Error);
        Assert.Equal([true, true, false, false, true, true], results.Select(result => result.Error is null));
    }

    /// <summary>Paper with a rectangle of each brightness, whose beginning is white: there the recogniser sees its first character.</summary>
    private static byte[] Page(params byte[] lines)
    {
        using var page = new SKBitmap(64, 64);
        page.Erase(new SKColor(1, 1, 1));
        using var canvas = new SKCanvas(page);
        using var white = new SKPaint { Color = SKColors.White, IsAntialias = false };
        for (var i = 0; i < lines.Length; i++)
        {
            using var paint = new SKPaint { Color = new SKColor(lines[i], lines[i], lines[i]), IsAntialias = false };
            canvas.DrawRect(8, 6 + (i * 28), 48, 20, paint);
            canvas.DrawRect(8, 6 + (i * 28), 12, 20, white);
        }

        return Pages.Png(page);
    }
}

using Winnow.Inference.Internal.Images;
using Winnow.Inference.Internal.Pages;
using Winnow.Inference.Internal.Running;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Pages;

public sealed class LineReaderTests
{
    [Fact]
    public void Read_ManyRegionsAsLargeAsThePage_TakesFarLessMemoryThanTheyHavePixels()
    {
        using var folder = ModelFolder.Create(Tasks.OddPageTests.Card, null);
        File.WriteAllBytes(folder.Files.PathOf("rec.onnx"), Onnx.Chain([null, 1, 2, 4], [null, 2, 4], "Squeeze", "Log"));
        var context = new LoadContext(folder.Files, ModelCardReader.Read(Tasks.OddPageTests.Card, "card.yaml"), SessionRuns.Cpu, new Dictionary<string, Core.Models.ModelBatch>());
        using var reader = LineReader.Load(context);
        using var page = new PixelImage(800, 600);
        page.Pixels.Fill(255);
        TextRegion[] regions = [.. Enumerable.Range(0, 40).Select(i => new TextRegion(i, i, 800 - (2 * i), 0, 0, 600 - (2 * i)))];

        var before = GC.GetAllocatedBytesForCurrentThread();
        var lines = reader.Read(page, regions, new());

        Assert.Equal(regions, lines.Select(line => line.Region));
        // 32 of them as they are on the page would be 60 MB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }
}

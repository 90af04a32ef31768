using Winnow.Cli.Demo;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Tasks;

public sealed class EmbeddingTests
{
    [Fact]
    public async Task RunAsync_CifarImages_NeighboursAreOfTheSameClass()
    {
        using var session = ModelSession.Load(ModelFolder.OfRepository("cifar10-features"), SessionRuns.Cpu);
        session.Validate();
        var images = CifarFiles.ReadTest(1000);

        var results = await session.RunAsync(images.Select(image => image.ToPng()));

        Assert.All(results, result => Assert.Equal((64, null, null), (result.Detail!.Vector!.Count, result.Label, result.Confidence)));
        Assert.InRange(NearestNeighbours.Accuracy(results.ConvertAll(result => result.Detail!.Vector!.ToArray()), [.. images.Select(image => image.Label)]), 0.6, 0.8);
    }

    [Fact]
    public async Task RunAsync_MapAsOutput_IsLaidEndToEnd()
    {
        const string card = """
            name: tiny
            version: "1"
            task: image-generation
            input: { tensor: image, layout: nchw, channels: gray, height: 1, width: 2, mean: 0, std: 1, resize: stretch }
            output: { tensor: scores, decoding: vector }
            licence: MIT
            source: made by hand
            """;
        using var folder = ModelFolder.Create(card, Onnx.Chain([null, 1, 1, 2], [null, 1, 1, 2], "Relu"));
        using var session = ModelSession.Load(folder.Files, SessionRuns.Cpu);

        Assert.Equal([0, 1], (await session.RunAsync([ImageFiles.GrayRow(0, 255)]))[0].Detail!.Vector!);
    }
}

using SkiaSharp;
using Winnow.Cli.Demo;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Devices;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests;

public sealed class ModelSessionTests
{
    private static readonly InferenceOptions s_cpu = new() { Provider = InferenceProvider.Cpu };
    private static readonly byte[] s_pixels = Onnx.Chain([null, 1, 1, 2], [null, 2], "Flatten");

    [Fact]
    public async Task RunAsync_ThousandMnistDigits_ReadsThemAsTheTrainingScriptMeasured()
    {
        using var session = ModelSession.Load(ModelFolder.Digits, s_cpu);
        session.Validate();
        var digits = Mnist.Test(1000);

        var results = await RunAsync(session, digits.Select((digit, i) => new InferenceItem($"{i}", digit.Png)));

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), results.Select(result => result.Id));
        Assert.Equal(994, results.Zip(digits).Count(pair => pair.First.Label == pair.Second.Label));
        Assert.All(results, result => Assert.Equal(1, result.Scores.Sum(), 1e-4));
        Assert.All(results, result => Assert.Equal(result.Scores.Max(), result.Confidence!.Value, 1e-6));
    }

    [Theory]
    [InlineData("cifar10-cnn", 1577)]
    [InlineData("cifar10-cnn-small", 1253)]
    public async Task RunAsync_TwoThousandCifarImages_ReadsThemAsTheTrainingScriptMeasured(string model, int right)
    {
        using var session = ModelSession.Load(ModelFolder.OfRepository(model), s_cpu);
        session.Validate();
        var images = CifarFiles.ReadTest(2000);

        var results = await RunAsync(session, images.Select((image, i) => new InferenceItem($"{i}", image.ToPng())));

        // Sums in another order may turn a close call.
        Assert.InRange(results.Zip(images).Count(pair => pair.First.Label == pair.Second.Label), right - 3, right + 3);
    }

    [Fact]
    public async Task RunAsync_RenderedLine_ReadsItsText()
    {
        using var folder = ModelFolder.Lines();
        using var session = ModelSession.Load(folder.Files, s_cpu);
        session.Validate();

        var results = await RunAsync(session, [new("line", Lines.Png("Call me Ishmael. Some years ago", 40)), new("blank", ImageFiles.Png(300, 40, SKColors.White))]);

        Assert.Equal("Call me Ishmael. Some years ago", results[0].Text);
        Assert.InRange(results[0].Confidence!.Value, 0.9, 1);
        Assert.Equal(results[0].Text!.Length, results[0].Scores.Count);
        Assert.Equal(("", 0.0), (results[1].Text, results[1].Confidence));
    }

    [Fact]
    public async Task RunAsync_ModelInHalfPrecision_TakesTheSameItems()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, Onnx.Chain(Onnx.Half, [null, 1, 1, 2], [null, 2], "Flatten"));
        using var session = ModelSession.Load(folder.Files, s_cpu);

        var results = await RunAsync(session, Enumerable.Range(0, 9).Select(i => new InferenceItem($"{i}", ImageFiles.GrayRow((byte)i, 255))));

        Assert.All(results, (result, i) => Assert.Equal([i / 255f, 1f], result.Scores, (a, b) => Math.Abs(a - b) < 1e-3));
    }

    [Theory]
    [InlineData(null, null, 3, 5)]
    [InlineData(2, null, 2, 5)]
    [InlineData(null, 1, 3, 1)]
    public void Load_Tuned_TakesWhatWasMeasuredUnlessSettingsSayOtherwise(int? size, int? callers, int expectedSize, int expectedCallers)
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, s_pixels);
        var tuned = new Dictionary<string, ModelBatch> { ["cpu"] = new(3, 5, 1), ["cuda"] = new(99, 1, 1) };
        using var session = ModelSession.Load(folder.Files, s_cpu with { BatchSize = size, Callers = callers }, tuned);
        Assert.Equal((expectedSize, expectedCallers), (session.BatchSize, session.Callers));
    }

    [Fact]
    public async Task RunAsync_UndecodableItem_FailsAlone()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, s_pixels);
        using var session = ModelSession.Load(folder.Files, s_cpu);

        var results = await RunAsync(session, [new("1", ImageFiles.GrayRow(0, 255)), new("2", "no image"u8.ToArray()), new("3", ImageFiles.GrayRow(255, 0))]);

        Assert.Equal(["right", null, "left"], results.Select(result => result.Label));
        Assert.Equal([true, false, true], results.Select(result => result.Error is null));
    }

    [Fact]
    public async Task RunAsync_ItemThatGivesInfinity_FailsAlone()
    {
        // log(0) is −∞; the batch holds all three.
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, Onnx.Chain([null, 1, 1, 2], [null, 2], "Flatten", "Log"));
        using var session = ModelSession.Load(folder.Files, s_cpu);

        var results = await RunAsync(session, [new("1", ImageFiles.GrayRow(9, 255)), new("2", ImageFiles.GrayRow(0, 9)), new("3", ImageFiles.GrayRow(255, 9))]);

        Assert.Equal(["right", null, "left"], results.Select(result => result.Label));
        Assert.Contains("not a finite number", results[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CorruptOnnx_IsInvalidModel()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, s_pixels[..40]);
        Assert.Equal(ErrorCodes.InvalidModel, Assert.Throws<WinnowException>(() => ModelSession.Load(folder.Files, s_cpu)).Code);
    }

    [Fact]
    public void Load_NoOnnx_SaysWhichFileIsMissing()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, null);
        var error = Assert.Throws<WinnowException>(() => ModelSession.Load(folder.Files, s_cpu));
        Assert.Equal(ErrorCodes.InvalidModel, error.Code);
        Assert.Contains("'model.onnx'", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherHashThanTheCards_IsInvalidModel()
    {
        using var folder = ModelFolder.Create($"{ModelFolder.TinyCard}\nsha256: {new string('0', 64)}", s_pixels);
        Assert.Contains("SHA-256", Assert.Throws<WinnowException>(() => ModelSession.Load(folder.Files, s_cpu)).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tensor: image", "tensor: picture", "no input 'picture'; its input is 'image'")]
    [InlineData("tensor: scores", "tensor: logits", "no output 'logits'; its outputs are 'scores'")]
    [InlineData("height: 1", "height: 3", "input 'image' is Float[?, 1, 1, 2], the card says Float[N, 1, 3, 2]")]
    [InlineData("channels: gray", "channels: rgb", "the card says Float[N, 3, 1, 2]")]
    [InlineData("[left, right]", "[left, middle, right]", "output 'scores' is Float[?, 2], the card says Float[N, 3] (3 labels)")]
    [InlineData("[left, right]", "{ metadata: names }", "has no key 'names'")]
    public void Load_CardThatDoesNotFit_IsModelMismatch(string old, string replacement, string message)
    {
        var card = ModelFolder.TinyCard.Replace("mean: 0", "mean: [0]", StringComparison.Ordinal);
        card = card.Replace(old, replacement, StringComparison.Ordinal);
        if (card.Contains("rgb", StringComparison.Ordinal))
            card = card.Replace("mean: [0]", "mean: 0", StringComparison.Ordinal);
        using var folder = ModelFolder.Create(card, s_pixels);

        var error = Assert.Throws<WinnowException>(() => ModelSession.Load(folder.Files, s_cpu));

        Assert.Equal(ErrorCodes.ModelMismatch, error.Code);
        Assert.Contains(message, error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_LogitsCalledProbabilities_IsModelMismatch()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, s_pixels);
        using var session = ModelSession.Load(folder.Files, s_cpu);
        var error = Assert.Throws<WinnowException>(session.Validate);
        Assert.Equal(ErrorCodes.ModelMismatch, error.Code);
        Assert.Contains("kind: logits", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_BatchOfOneOnly_RunsOneByOne()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, Onnx.Chain([1, 1, 1, 2], [1, 2], "Flatten"));
        using var session = ModelSession.Load(folder.Files, s_cpu);
        Assert.Equal(1, session.BatchSize);
        Assert.Equal(3, (await RunAsync(session, Enumerable.Repeat(new InferenceItem("1", ImageFiles.GrayRow(0, 255)), 3))).Count(result => result.Label == "right"));
    }

    [Fact]
    public void Load_FixedBatchOfThree_IsModelMismatch()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, Onnx.Chain([3, 1, 1, 2], [3, 2], "Flatten"));
        Assert.Equal(ErrorCodes.ModelMismatch, Assert.Throws<WinnowException>(() => ModelSession.Load(folder.Files, s_cpu)).Code);
    }

    [Fact]
    public async Task RunAsync_ChannelsLast_TakesTheSameItems()
    {
        var card = ModelFolder.TinyCard.Replace("nchw", "nhwc", StringComparison.Ordinal);
        using var folder = ModelFolder.Create(card, Onnx.Chain([null, 1, 2, 1], [null, 2], "Flatten"));
        using var session = ModelSession.Load(folder.Files, s_cpu);
        Assert.Equal("right", (await RunAsync(session, [new("1", ImageFiles.GrayRow(9, 255))]))[0].Label);
    }

    [Theory]
    [InlineData("task: tagging", "kind: text, tensor: image, tokenizer: { kind: hashed-words, buckets: 9 }, length: { min: 1, max: 9 }", "the card says Int64[N, ?, 5]")]
    [InlineData("task: sequence", "kind: strokes, tensor: image, features: [x], length: 2", "the card says Float[N, 2, 1]")]
    public void Load_ImageModelWithAnotherInputOnItsCard_IsModelMismatch(string task, string input, string message)
    {
        var card = $$"""
            name: tiny
            version: "1"
            {{task}}
            input: { {{input}} }
            output: { tensor: scores, kind: probabilities, decoding: argmax }
            labels: [left, right]
            licence: MIT
            source: made by hand
            """;
        using var folder = ModelFolder.Create(card, s_pixels);
        var error = Assert.Throws<WinnowException>(() => ModelSession.Load(folder.Files, s_cpu));
        Assert.Equal(ErrorCodes.ModelMismatch, error.Code);
        Assert.Contains(message, error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OutputThatComesOutOtherwiseThanTheFileSays_IsModelMismatchOfTheRun()
    {
        // There are as many classes as the image is wide, which the file leaves open.
        var card = ModelFolder.TinyCard.Replace("[left, right]", "[left, middle, right]", StringComparison.Ordinal)
            .Replace("width: 2", "width: { min: 2, max: 4 }", StringComparison.Ordinal).Replace("stretch", "fit-height", StringComparison.Ordinal);
        using var folder = ModelFolder.Create(card, Onnx.Chain([null, 1, 1, null], [null, null], "Flatten"));
        using var session = ModelSession.Load(folder.Files, s_cpu);

        var error = await Assert.ThrowsAsync<WinnowException>(() => RunAsync(session, [new("1", ImageFiles.GrayRow(9, 255))]));

        Assert.Equal(ErrorCodes.ModelMismatch, error.Code);
        Assert.Contains("output 'scores' came out as [1, 2] for 1 items, the card says [N, 3]", error.Detail, StringComparison.Ordinal);
        Assert.Equal(error.Detail, Assert.Throws<WinnowException>(session.Validate).Detail);
    }

    [Theory]
    [InlineData("det.onnx")]
    [InlineData("cls.onnx")]
    [InlineData("rec.onnx")]
    public void Load_PageModelWithoutAPart_SaysWhichFileIsMissing(string part)
    {
        using var folder = ModelFolder.Pages();
        File.Delete(folder.Files.PathOf(part));
        Assert.Contains($"'{part}'", Assert.Throws<WinnowException>(() => ModelSession.Load(folder.Files, s_cpu)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PageModelWhosePartsAreMixedUp_IsInvalidModel()
    {
        using var folder = ModelFolder.Pages();
        File.Copy(folder.Files.PathOf("rec.onnx"), folder.Files.PathOf("det.onnx"), overwrite: true);
        Assert.StartsWith("det.onnx of ppocr-pages@1 has the SHA-256", Assert.Throws<WinnowException>(() => ModelSession.Load(folder.Files, s_cpu)).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InferenceProvider.Auto)]
    [InlineData(InferenceProvider.Cuda)]
    [InlineData(InferenceProvider.TensorRt)]
    [InlineData(InferenceProvider.Cpu)]
    public void Load_AnyProvider_ReportsTheOneThatRuns(InferenceProvider provider)
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, s_pixels);
        using var session = ModelSession.Load(folder.Files, new() { Provider = provider });
        Assert.Contains(session.Provider, new[] { "cpu", "cuda", "tensorrt" });
        // Where nobody asked for a GPU, only a build that has one says why it does not run.
        var isOther = session.Provider == "cpu" && Providers.OrderOf(provider).Count > 1;
        Assert.Equal(isOther, session.FallbackReason is not null);
        Assert.Equal(isOther ? [$"It runs on cpu: {session.FallbackReason}"] : [], session.Warnings);
    }

    private static async Task<List<InferenceResult>> RunAsync(ModelSession session, IEnumerable<InferenceItem> items) =>
        await session.RunAsync(items.ToAsyncEnumerable(), new(), CancellationToken.None).ToListAsync();
}

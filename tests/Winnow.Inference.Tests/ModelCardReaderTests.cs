using System.Diagnostics;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests;

public sealed class ModelCardReaderTests
{
    [Fact]
    public void Read_CompleteCard_ReturnsEveryField()
    {
        var card = ModelCardReader.Read(ModelFolder.TinyCard, "card.yaml");

        Assert.Equal(("tiny", "1", ModelTask.Classification), (card.Name, card.Version, card.Task));
        var input = Assert.IsType<ImageInput>(card.Network.Input);
        Assert.Equal(("image", ColourOrder.Gray, new InputSize(1), new InputSize(2)), (input.Tensor, input.Channels, input.Height, input.Width));
        Assert.Equal(1.0 / 255, input.Scale);
        Assert.Equal(["left", "right"], card.Network.Labels.Inline!);
        Assert.Equal(new ModelBatch(4, 2, 1), card.Network.CpuBatch);
        Assert.Equal(new ModelBatch(64, 1, 1), card.Network.CudaBatch);
    }

    [Theory]
    [InlineData("name: tiny\n", "", 1, "field 'name' is missing")]
    [InlineData("task: classification", "task: segmentation", 3, "'task' is 'segmentation'")]
    [InlineData("task: classification", "task: text-recognition", 13, "'output.decoding'")]
    [InlineData("  layout: nchw", "  layout: chwn", 6, "'input.layout' is 'chwn'")]
    [InlineData("  height: 1", "  height: tall", 8, "'input.height' is 'tall'")]
    [InlineData("  height: 1", "  height: 0", 8, "whole number from 1 to")]
    [InlineData("  height: 1", "  height: [1]", 8, "'input.height' is a list")]
    [InlineData("  width: 2", "  width: { min: 4, max: 2 }", 9, "'input.width.max' is '2'")]
    [InlineData("  width: 2", "  width: { min: 2, max: 4 }", 12, "a range of widths needs fit-height or limit")]
    [InlineData("  mean: 0", "  mean: [0, 0]", 10, "1 numbers are expected")]
    [InlineData("  std: 1", "  std: 0", 11, "values other than 0")]
    [InlineData("  std: 1", "  std: .nan", 11, "a number is expected")]
    [InlineData("  resize: stretch", "  resize: stretch\n  colour: red", 13, "'input.colour' is not a field")]
    [InlineData("labels: [left, right]", "labels: []", 14, "at least one label")]
    [InlineData("labels: [left, right]", "labels: { appendSpace: true }", 14, "exactly one of the fields file and metadata")]
    [InlineData("labels: [left, right]", "labels: { file: ../secret.txt }", 14, "a file beside the card")]
    [InlineData("labels: [left, right]", "labels: { file: l.txt, appendSpace: yes }", 14, "true or false")]
    [InlineData("  cpu: { size: 4, callers: 2, threads: 1 }", "  tpu: { size: 4 }", 16, "'batch.tpu' is not a field")]
    [InlineData("licence: MIT", "licence: MIT\nlicence: ISC", 18, "not valid YAML")]
    [InlineData("licence: MIT", "licence: \"MIT", 17, "not valid YAML")]
    [InlineData("source: made by hand", "source: here\nsha256: ABC", 19, "64 lower-case hex digits")]
    public void Read_BadCard_NamesFileLineAndField(string old, string replacement, int line, string message)
    {
        var yaml = ModelFolder.TinyCard.Replace(old, replacement, StringComparison.Ordinal);

        var error = Assert.Throws<WinnowException>(() => ModelCardReader.Read(yaml, "card.yaml"));

        Assert.Equal(ErrorCodes.InvalidCard, error.Code);
        Assert.Contains(message, error.Detail, StringComparison.Ordinal);
        Assert.StartsWith($"card.yaml, line {line}:", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spam-mail", "buckets: 8192", "buckets: 0", 7, "'input.tokenizer.buckets' is '0'")]
    [InlineData("spam-mail", "min: 1, max: 2", "min: 3, max: 2", 7, "'input.tokenizer.max' is '2'")]
    [InlineData("spam-mail", "tokenizer: { kind: hashed-ngrams", "tokenizer: { kind: bert", 7, "'input.tokenizer.kind' is 'bert'")]
    [InlineData("names-tagger", "hashed-words", "hashed-ngrams", 3, "tagging text of hashed-words")]
    [InlineData("sketches-strokes", "features: [x, y", "features: [w, y", 7, "'input.features' is 'w': one of x, y, dx, dy, start is expected")]
    [InlineData("digits-present", "threshold: 0.5", "threshold: 50", 18, "'output.threshold' is '50': a number from 0 to 1")]
    [InlineData("digits-present", "decoding: sigmoid", "decoding: argmax", 17, "multi-label decodes by sigmoid")]
    [InlineData("cifar10-features", "decoding: vector", "decoding: vector\nlabels: [a]", 17, "'labels' is not a field")]
    [InlineData("retinaface", "stride: 16, offset: 8, sides: [128, 64]", "stride: 16, offset: 8, sides: [128, -64]", 21, "'output.levels[1].sides' is a list: numbers above 0")]
    [InlineData("retinaface", "resize: fit-corner", "resize: fit-corner\n  kind: video", 14, "'input.kind' is 'video'")]
    [InlineData("ppocr-pages", "file: rec.onnx", "file: /rec.onnx", 46, "'parts.rec.file' is '/rec.onnx': the name of a file beside the card")]
    [InlineData("ppocr-pages", "    batch:\n      cpu: { size: 1, callers: 0, threads: 1 }\n      cuda: { size: 8", "    labels: [a]\n    batch:\n      cpu: { size: 1, callers: 0, threads: 1 }\n      cuda: { size: 8", 23, "'parts.det.labels' is not a field")]
    [InlineData("ppocr-pages", "      height: { min: 32, max: 960, step: 32 }", "      height: 960\n      depth: 3", 12, "'parts.det.input.depth' is not a field")]
    [InlineData("ppocr-japan", "confidence: 1 }", "confidence: sure }", 27, "'sample.confidence' is 'sure': a number is expected")]
    public void Read_BadCardOfAnyTask_NamesLineAndField(string model, string old, string replacement, int line, string message)
    {
        var card = File.ReadAllText(ModelFolder.OfRepository(model).CardPath);
        Assert.Contains(old, card, StringComparison.Ordinal);

        var error = Assert.Throws<WinnowException>(() => ModelCardReader.Read(card.Replace(old, replacement, StringComparison.Ordinal), "card.yaml"));

        Assert.Equal(ErrorCodes.InvalidCard, error.Code);
        Assert.Contains(message, error.Detail, StringComparison.Ordinal);
        Assert.StartsWith($"card.yaml, line {line}:", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  height: 1\n  width: 2", "  height: 16384\n  width: 8193", "'input.height' is '16384': height × width × channels × 4 bytes of at most 512 megabytes")]
    [InlineData("licence: MIT", "licence: &x MIT\nsource: *x", "aliases (*name) are not taken")]
    [InlineData("licence: MIT", "licence: *x", "aliases (*name) are not taken")]
    public void Read_CardThatWouldFillTheMemory_IsRefused(string old, string replacement, string message)
    {
        var yaml = ModelFolder.TinyCard.Replace(old, replacement, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<WinnowException>(() => ModelCardReader.Read(yaml, "card.yaml")).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("labels: [left, right]", "labels: [", "label, ", "]", null)] // a hundred thousand labels are a card
    [InlineData("licence: MIT", "licence: ", "word ", "", null)]
    [InlineData("licence: MIT", "licence: MIT\n", "#\n", "", null)]
    [InlineData("licence: MIT", "licence: ", "[", "", "nested deeper than 32 levels")]
    [InlineData("licence: MIT", "licence: ", "{a: ", "", "nested deeper than 32 levels")]
    [InlineData("licence: MIT", "licence: MIT\nxs: [", "x, ", "]", "'xs' is not a field")]
    public void Read_CardOfAMegabyte_IsReadOrRefusedSoon(string old, string before, string piece, string after, string? message)
    {
        var large = before + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)) + after;
        var yaml = ModelFolder.TinyCard.Replace(old, large, StringComparison.Ordinal);
        var started = Stopwatch.GetTimestamp();
        if (message is null) Assert.Equal("tiny", ModelCardReader.Read(yaml, "card.yaml").Name);
        else Assert.Contains(message, Assert.Throws<WinnowException>(() => ModelCardReader.Read(yaml, "card.yaml")).Detail, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("[]", "'input.features' has 0 entries: 1 to 5 texts are expected")]
    [InlineData("[x, y, x]", "'input.features' is 'x': it is in the list twice")]
    [InlineData("x", "'input.features' is 'x': a list of texts is expected")]
    public void Read_WrongListOfFeatures_NamesIt(string features, string message)
    {
        var card = File.ReadAllText(ModelFolder.OfRepository("sketches-strokes").CardPath).Replace("[x, y, dx, dy, start]", features, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<WinnowException>(() => ModelCardReader.Read(card, "card.yaml")).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b")]
    [InlineData("just text")]
    public void Read_NoMapping_IsInvalidCard(string yaml) =>
        Assert.Equal(ErrorCodes.InvalidCard, Assert.Throws<WinnowException>(() => ModelCardReader.Read(yaml, "card.yaml")).Code);

    [Fact]
    public void Read_NameWithSlash_IsInvalidName() => Assert.Equal(
        ErrorCodes.InvalidName,
        Assert.Throws<WinnowException>(() => ModelCardReader.Read(ModelFolder.TinyCard.Replace("tiny", "a/b", StringComparison.Ordinal), "card.yaml")).Code);
}

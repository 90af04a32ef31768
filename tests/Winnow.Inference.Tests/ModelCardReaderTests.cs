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

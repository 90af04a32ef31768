using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Decoding;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Decoding;

/// <summary>The forms in which detectors say the same: one object of class b, at [10, 20, 30, 40] of an image of 100 × 200 that is seen at half its size.</summary>
public sealed class DetectionDecoderTests : IDisposable
{
    private static readonly string[] s_labels = ["a", "b"];

    private readonly InputTensor _input = new(TensorElementType.Float, new(1, 100, 50), new(0)) { Size = (50, 100), Placement = new(100, 200, 0, 0, 0.5, 0.5) };

    public void Dispose() => _input.Dispose();

    // Two cells; the box is 5, 10, 20, 30 in pixels of the input.
    [Theory]
    [InlineData(true, false, false, false, new[] { 12.5f, 0, 20, 0, 15, 1, 20, 1, 0.1f, 0.2f, 0.8f, 0.1f })]
    [InlineData(false, false, false, false, new[] { 12.5f, 20, 15, 20, 0.1f, 0.8f, 0, 0, 1, 1, 0.2f, 0.1f })]
    [InlineData(false, true, false, false, new[] { 12.5f, 20, 15, 20, 0.9f, 0.1f, 0.8889f, 0, 0, 1, 1, 0.2f, 1, 1 })]
    [InlineData(false, false, true, false, new[] { 5f, 10, 20, 30, 0.1f, 0.8f, 0, 0, 1, 1, 0.2f, 0.1f })]
    [InlineData(false, false, true, true, new[] { 0.1f, 0.1f, 0.4f, 0.3f, 0.1f, 0.8f, 0, 0, 1, 1, 0.2f, 0.1f })]
    public void Decode_AnchorFree_FindsTheBox(bool cellsLast, bool objectness, bool corners, bool relative, float[] values)
    {
        var card = new AnchorFreeOutput
        {
            Tensor = "y", Kind = OutputKind.Probabilities, AreCellsLast = cellsLast, HasObjectness = objectness, AreCorners = corners, AreRelative = relative,
        };
        long numbers = objectness ? 7 : 6;
        using var output = Outputs.Of((cellsLast ? [1, numbers, 2] : [1, 2, numbers], values));
        var decoder = new AnchorFreeDecoder(card, s_labels);
        Assert.True(decoder.Outputs[0].Fits(output.ShapeOf(0)));
        AssertFound(decoder.Decode("1", output, 0, _input));
    }

    // Two levels of one cell each, one anchor a cell; the object is at the second, whose anchor is 20 wide around (25, 25).
    [Fact]
    public void Decode_AnchorsInRowsOfOneTensor_FindsTheBox()
    {
        var card = Anchors(false, "s", "s", [0.1, 0.2]);
        float[] scores = [0.9f, 0.05f, 0.05f, 0.1f, 0.1f, 0.8f];
        float[] boxes = [0, 0, 0, 0, (12.5f - 25) / 20 / 0.1f, (20f - 25) / 20 / 0.1f, MathF.Log(15f / 20) / 0.2f, MathF.Log(20f / 20) / 0.2f];
        using var output = Outputs.Of(([1, 2, 3], scores), ([1, 2, 4], boxes));
        var decoder = new AnchorDecoder(card, s_labels);
        Assert.Equal(["s", "b-s"], decoder.Outputs.Select(spec => spec.Tensor));
        AssertFound(decoder.Decode("1", output, 0, _input));
    }

    [Fact]
    public void Decode_AnchorsInMaps_FindsTheBox()
    {
        var card = Anchors(true, "s1", "s2", [1, 1]);
        float[] boxes = [(12.5f - 25) / 20, (20f - 25) / 20, MathF.Log(15f / 20), 0];
        using var output = Outputs.Of(([1, 3, 1, 1], [0.9f, 0.05f, 0.05f]), ([1, 4, 1, 1], [0, 0, 0, 0]), ([1, 3, 1, 1], [0.1f, 0.1f, 0.8f]), ([1, 4, 1, 1], boxes));
        AssertFound(new AnchorDecoder(card, s_labels).Decode("1", output, 0, _input));
    }

    [Fact]
    public void Decode_ClassesFirst_ReadsTheScoresOfAllAnchorsOfAClassTogether()
    {
        var card = new AnchorOutput
        {
            Kind = OutputKind.Probabilities, AreMaps = true, AreClassesFirst = true, Levels = [new("s", "b", 50, 25, [10, 20])],
        };
        // One cell, two anchors; background and one class.
        using var output = Outputs.Of(([1, 4, 1, 1], [0.9f, 0.3f, 0.1f, 0.7f]), ([1, 8, 1, 1], new float[8]));
        var found = Assert.Single(new AnchorDecoder(card, ["a"]).Decode("1", output, 0, _input).Detail!.Objects!);
        Assert.Equal(new(30, 30, 40, 40), found.Box);
    }

    [Fact]
    public void Decode_FewerRowsThanAnchors_IsAnErrorOfTheItem()
    {
        using var output = Outputs.Of(([1, 1, 3], new float[3]), ([1, 1, 4], new float[4]));
        Assert.Contains("fewer rows than", new AnchorDecoder(Anchors(false, "s", "s", [1, 1]), s_labels).Decode("1", output, 0, _input).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_ImmenseDifference_IsNoEndlessBox()
    {
        var card = new AnchorOutput { Kind = OutputKind.Probabilities, AreMaps = true, Levels = [new("s", "b", 50, 25, [10])] };
        using var output = Outputs.Of(([1, 2, 1, 1], [0.1f, 0.9f]), ([1, 4, 1, 1], [0, 0, 1e30f, 1e30f]));
        Assert.Equal(new(0, 0, 100, 200), Assert.Single(new AnchorDecoder(card, ["a"]).Decode("1", output, 0, _input).Detail!.Objects!).Box);
    }

    private static AnchorOutput Anchors(bool areMaps, string first, string second, double[] variances) => new()
    {
        Kind = OutputKind.Probabilities, AreMaps = areMaps, Variances = variances,
        Levels = [new(first, $"b-{first}", 100, 10, [8]), new(second, $"b-{second}", 100, 25, [20])],
    };

    private static void AssertFound(InferenceResult result)
    {
        var found = Assert.Single(result.Detail!.Objects!);
        Assert.Equal("b", found.Label);
        Assert.Equal(0.8, found.Score!.Value, 3);
        Assert.InRange(Boxes.Overlap(found.Box, new Box(10, 20, 30, 40)), 0.999, 1.001);
    }
}

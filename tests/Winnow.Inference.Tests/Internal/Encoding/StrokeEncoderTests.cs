using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Tests.Internal.Encoding;

public sealed class StrokeEncoderTests
{
    private static readonly StrokeInput s_input = new()
    {
        Tensor = "points", Features = [StrokeFeature.Dx, StrokeFeature.Dy, StrokeFeature.X, StrokeFeature.Y, StrokeFeature.Start], Scale = 0.5, Length = new(2, 4, 2),
    };

    [Theory]
    [InlineData("""{"strokes": [[[2, 4], [4, 10]], [[0, 0]]]}""")]
    [InlineData("""{"word": "cat", "drawing": [[[2, 4], [4, 10]], [[0], [0]]]}""")]
    [InlineData("""{"strokes": [[[2, 4, 0], [4, 10, 17]], [], [[0, 0, 99]]]}""")]
    public void Encode_TwoStrokes_AreRowsOfFeatures(string json)
    {
        using var tensor = Encode(json);
        Assert.Equal((3, new TensorShape(4, 5)), (tensor.Length, tensor.Shape));
        Assert.Equal([0, 0, 1, 2, 1, 1, 3, 2, 5, 0, -2, -5, 0, 0, 1, 0, 0, 0, 0, 0], tensor.Floats.ToArray());
    }

    [Fact]
    public void Encode_MorePointsThanTheCardTakes_AreCutOff()
    {
        using var tensor = Encode($$"""{"strokes": [{{string.Join(',', Enumerable.Repeat("[[1, 1], [2, 2], [3, 3]]", 50))}}]}""");
        Assert.Equal((4, 20), (tensor.Length, tensor.Floats.Length));
    }

    [Theory]
    [InlineData("", "no drawing")]
    [InlineData("hello", "no drawing")]
    [InlineData("[]", "with the member strokes")]
    [InlineData("{}", "with the member strokes")]
    [InlineData("""{"strokes": []}""", "no points")]
    [InlineData("""{"strokes": [[]]}""", "no points")]
    [InlineData("""{"strokes": 7}""", "no drawing")]
    [InlineData("""{"strokes": [[1, 2]]}""", "no drawing")]
    [InlineData("""{"strokes": [[[1]]]}""", "fewer than two numbers")]
    [InlineData("""{"strokes": [[["1", 2]]]}""", "no drawing")]
    [InlineData("""{"strokes": [[[1e300, 2]]]}""", "coordinate 1e300")]
    [InlineData("""{"strokes": [[[1e999, 2]]]}""", "coordinate 1e999")]
    [InlineData("""{"drawing": [[[1, 2], [1]]]}""", "not as many x as y")]
    public void Encode_NoDrawing_IsRefused(string json, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Encode(json)).Message, StringComparison.Ordinal);

    private static InputTensor Encode(string json) => new StrokeEncoder(s_input).Encode(System.Text.Encoding.UTF8.GetBytes(json));
}

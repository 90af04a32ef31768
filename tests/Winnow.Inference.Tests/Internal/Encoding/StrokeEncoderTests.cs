using System.Diagnostics;
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
    [InlineData("""{"drawing": [[1, 2]]}""", "no drawing")]
    [InlineData("""{"drawing": [[]]}""", "not as many x as y")]
    [InlineData("""{"strokes": [[[NaN, 2]]]}""", "no drawing")]
    [InlineData("""{"strokes": [[["NaN", 2]]]}""", "no drawing")]
    [InlineData("""{"strokes": [[[null, 2]]]}""", "no drawing")]
    [InlineData("""{"strokes": [[[1, 2]]""", "no drawing")]
    [InlineData("""{"strokes": [[[1, 2]]]} more""", "no drawing")]
    [InlineData("""{"strokes": {"0": [[1, 2]]}}""", "no drawing")]
    [InlineData("""{"\ud800": 1, "strokes": 2}""", "no drawing")]
    public void Encode_NoDrawing_IsRefused(string json, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Encode(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Encode_OnePoint_IsADrawing()
    {
        using var tensor = Encode("""{"strokes": [[[2, 4]]]}""");
        Assert.Equal((1, new TensorShape(2, 5)), (tensor.Length, tensor.Shape));
        Assert.Equal([0, 0, 1, 2, 1, 0, 0, 0, 0, 0], tensor.Floats.ToArray());
    }

    [Fact]
    public void Encode_MillionPoints_AreCutOffSoon()
    {
        var json = $$"""{"strokes": [[{{string.Concat(Enumerable.Repeat("[1.25,7.5],", 1_000_000))}}[0,0]]]}""";
        var started = Stopwatch.GetTimestamp();
        using var tensor = Encode(json);
        Assert.Equal((4, new TensorShape(4, 5)), (tensor.Length, tensor.Shape));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("{\"strokes\": ", '[')]
    [InlineData("{\"strokes\": [[[1", '0')]
    public void Encode_HostileJson_IsRefusedInAFewWords(string before, char repeated)
    {
        var reason = Assert.Throws<InvalidDataException>(() => Encode(before + new string(repeated, 1_000_000) + ", 2]]]}")).Message;
        Assert.InRange(reason.Length, 20, 400);
    }

    private static InputTensor Encode(string json) => new StrokeEncoder(s_input, new(0)).Encode(System.Text.Encoding.UTF8.GetBytes(json));
}

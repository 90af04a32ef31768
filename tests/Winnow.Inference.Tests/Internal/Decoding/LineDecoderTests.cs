using Winnow.Core.Models;
using Winnow.Inference.Internal;

namespace Winnow.Inference.Tests.Internal;

public sealed class OutputDecoderTests
{
    private static readonly ModelOutput s_ctc = new() { Tensor = "y", Kind = OutputKind.Probabilities, Decoding = OutputDecoding.Ctc, Blank = 0 };

    // '-' is the blank, '_' a space; each step's best class has probability 0.7.
    [Theory]
    [InlineData("-a-b-", "ab")]
    [InlineData("aabb", "ab")]
    [InlineData("a-a", "aa")]
    [InlineData("aa-ab", "aab")]
    [InlineData("----", "")]
    [InlineData("", "")]
    [InlineData("a_b__-_", "a b")]
    [InlineData("_a", " a")]
    public void Decode_Ctc_MergesRepeatsThenDropsBlanks(string steps, string expected)
    {
        var result = new OutputDecoder(s_ctc, ["a", "b", " "]).Decode("1", Steps(steps, "-ab_"));
        Assert.Equal(expected, result.Text);
        Assert.Equal(expected.Length, result.Scores.Count);
        Assert.Equal(expected.Length == 0 ? 0 : 0.7, result.Confidence, 5);
        Assert.Null(result.Label);
    }

    [Fact]
    public void Decode_CtcWithBlankAtTheEnd_ShiftsNoLabel() =>
        Assert.Equal("ab", new OutputDecoder(s_ctc with { Blank = 2 }, ["a", "b"]).Decode("1", Steps("a-bb", "ab-")).Text);

    [Fact]
    public void Decode_CtcLogits_GivesSoftmaxProbabilities()
    {
        var result = new OutputDecoder(s_ctc with { Kind = OutputKind.Logits }, ["a"]).Decode("1", [0, MathF.Log(3)]);
        Assert.Equal("a", result.Text);
        Assert.Equal(0.75, result.Confidence, 5);
    }

    [Fact]
    public void Decode_ArgmaxLogits_GivesSoftmaxProbabilities()
    {
        var output = new ModelOutput { Tensor = "y", Kind = OutputKind.Logits, Decoding = OutputDecoding.Argmax };
        var result = new OutputDecoder(output, ["x", "y"]).Decode("1", [MathF.Log(1), MathF.Log(3)]);
        Assert.Equal("y", result.Label);
        Assert.Equal(0.75, result.Confidence, 5);
        Assert.Equal([0.25f, 0.75f], result.Scores, (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Decode_NotFinite_IsAnErrorOfTheItem(float value)
    {
        var result = new OutputDecoder(s_ctc, ["a"]).Decode("1", [0.5f, value]);
        Assert.NotNull(result.Error);
        Assert.Null(result.Text);
    }

    private static float[] Steps(string steps, string classes) =>
        [.. steps.SelectMany(step => classes.Select(c => c == step ? 0.7f : 0.3f / (classes.Length - 1)))];
}

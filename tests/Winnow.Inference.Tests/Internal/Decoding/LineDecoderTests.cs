using Winnow.Core.Models;
using Winnow.Inference.Internal.Decoding;

namespace Winnow.Inference.Tests.Internal.Decoding;

public sealed class LineDecoderTests
{
    private static readonly ScoreOutput s_ctc = new() { Tensor = "y", Kind = OutputKind.Probabilities, Decoding = ScoreDecoding.Ctc, Blank = 0 };

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
    public void Decode_Steps_MergesRepeatsThenDropsBlanks(string steps, string expected)
    {
        var result = new LineDecoder(s_ctc, ["a", "b", " "]).Decode("1", Steps(steps, "-ab_"));
        Assert.Equal(expected, result.Text);
        Assert.Equal(expected.Length, result.Scores.Count);
        Assert.Equal(expected.Length == 0 ? 0 : 0.7, result.Confidence!.Value, 5);
        Assert.Null(result.Label);
    }

    [Fact]
    public void Decode_CtcWithBlankAtTheEnd_ShiftsNoLabel() =>
        Assert.Equal("ab", new LineDecoder(s_ctc with { Blank = 2 }, ["a", "b"]).Decode("1", Steps("a-bb", "ab-")).Text);

    [Fact]
    public void Decode_CtcLogits_GivesSoftmaxProbabilities()
    {
        var result = new LineDecoder(s_ctc with { Kind = OutputKind.Logits }, ["a"]).Decode("1", [0, MathF.Log(3)]);
        Assert.Equal("a", result.Text);
        Assert.Equal(0.75, result.Confidence!.Value, 5);
    }

    private static float[] Steps(string steps, string classes) =>
        [.. steps.SelectMany(step => classes.Select(c => c == step ? 0.7f : 0.3f / (classes.Length - 1)))];
}

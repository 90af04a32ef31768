using Winnow.Core.Models;
using Winnow.Inference.Internal.Decoding;

namespace Winnow.Inference.Tests.Internal.Decoding;

public sealed class ClassDecoderTests
{
    [Fact]
    public void Decode_Logits_GivesSoftmaxProbabilities()
    {
        var card = new ScoreOutput { Tensor = "y", Kind = OutputKind.Logits, Decoding = ScoreDecoding.Argmax };
        var result = new ClassDecoder(card, ["x", "y"]).Decode("1", [MathF.Log(1), MathF.Log(3)]);
        Assert.Equal("y", result.Label);
        Assert.Equal(0.75, result.Confidence!.Value, 5);
        Assert.Equal([0.25f, 0.75f], result.Scores, (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Theory]
    [InlineData(new[] { 100f, 300f, 50f }, new[] { 0f, 1f, 0f })]
    [InlineData(new[] { -1000f, -1000f }, new[] { 0.5f, 0.5f })]
    [InlineData(new[] { 3e38f, -3e38f }, new[] { 1f, 0f })]
    public void Decode_LogitsBeyondWhatExpTakes_GivesProbabilities(float[] logits, float[] probabilities)
    {
        var card = new ScoreOutput { Tensor = "y", Kind = OutputKind.Logits, Decoding = ScoreDecoding.Argmax };
        var result = new ClassDecoder(card, [.. logits.Select((_, i) => $"{i}")]).Decode("1", logits);
        Assert.Equal(probabilities, result.Scores);
        Assert.Equal(probabilities.Max(), result.Confidence);
    }

    [Theory]
    [InlineData(new[] { 0.9f, 0.2f, 0.6f }, new[] { "a", "c" }, 0.6)]
    [InlineData(new[] { 0.1f, 0.2f, 0.3f }, new string[0], 0.7)]
    [InlineData(new[] { 0.5f, 1f, 0.999f }, new[] { "a", "b", "c" }, 0.5)]
    public void Decode_Sigmoid_TakesEachClassByItself(float[] scores, string[] labels, double confidence)
    {
        var card = new ScoreOutput { Tensor = "y", Kind = OutputKind.Probabilities, Decoding = ScoreDecoding.Sigmoid };
        var result = new MultiLabelDecoder(card, ["a", "b", "c"]).Decode("1", scores);
        Assert.Equal(labels, result.Detail!.Labels!);
        Assert.Equal(confidence, result.Confidence!.Value, 5);
        Assert.Equal(scores, result.Scores);
    }

    [Fact]
    public void Decode_SigmoidOfLogits_UsesTheCardsThreshold()
    {
        var card = new ScoreOutput { Tensor = "y", Kind = OutputKind.Logits, Decoding = ScoreDecoding.Sigmoid, Threshold = 0.8 };
        var result = new MultiLabelDecoder(card, ["a", "b"]).Decode("1", [MathF.Log(3), MathF.Log(9)]);
        Assert.Equal(["b"], result.Detail!.Labels!);
        Assert.Equal(0.25, result.Confidence!.Value, 5);
    }
}

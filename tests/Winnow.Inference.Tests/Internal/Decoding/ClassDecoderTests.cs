using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Decoding;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Tests.Support;

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

    // What exporters leave of a softmax; probabilities that are stored must be some.
    [Theory]
    [InlineData(new[] { 1.0000001f, -1e-7f }, new[] { 1f, 0f }, "x")]
    [InlineData(new[] { 0f, 1.0009f }, new[] { 0f, 1f }, "y")]
    public void Decode_ProbabilitiesJustBeyondTheirRange_AreBroughtIntoIt(float[] scores, float[] probabilities, string label)
    {
        var card = new ScoreOutput { Tensor = "y", Kind = OutputKind.Probabilities, Decoding = ScoreDecoding.Argmax };
        using var output = Outputs.Of(([1, 1, 2], scores));
        using var input = new InputTensor(TensorElementType.Float, new(1), new(0)) { Length = 1 };
        InferenceResult[] results = [new ClassDecoder(card, ["x", "y"]).Decode("1", scores), new StepDecoder(card, ["x", "y"]).Decode("1", output, 0, input)];

        Assert.All(results, result => Assert.Equal((label, 1), (result.Label, result.Confidence)));
        Assert.All(results, result => Assert.Equal(probabilities, result.Scores));
        var tagged = new TagDecoder(card, ["x", "y"]).Decode("1", output, 0, input);
        Assert.Equal([1f], tagged.Scores);
        Assert.Equal((label, 1), (tagged.Detail!.Tags![0], tagged.Confidence));
        var line = new LineDecoder(card with { Decoding = ScoreDecoding.Ctc, Blank = 2 }, ["x", "y"]).Decode("1", [.. scores, -0.001f]);
        Assert.Equal((label, 1), (line.Text, line.Confidence));
        Assert.Equal([1f], line.Scores);
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

using Winnow.Core.Models;
using Winnow.Inference.Internal.Decoding;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Decoding;

public sealed class VectorDecoderTests
{
    [Theory]
    [InlineData(new[] { 3f, -4f, 0f }, new[] { 0.6f, -0.8f, 0f })]
    [InlineData(new[] { 3e38f, 0f, -4e37f }, new[] { 0.9912279f, 0f, -0.1321637f })] // whose squares are not in the range of a float
    [InlineData(new[] { 3e-30f, 4e-30f, 0f }, new[] { 0.6f, 0.8f, 0f })]
    [InlineData(new[] { 0f, 0f, 0f }, new[] { 0f, 0f, 0f })]
    public void Decode_Normalised_HasTheLengthOne(float[] values, float[] expected)
    {
        using var output = Outputs.Of(([1, 3], values));
        using var input = new InputTensor(Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, new(1), new(0));
        var vector = new VectorDecoder(new() { Tensor = "y", Normalise = true }).Decode("1", output, 0, input).Detail!.Vector!;
        Assert.Equal(expected, vector, (a, b) => Math.Abs(a - b) < 1e-6);
    }
}

using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>Turns drawings into rows of numbers, one per point.</summary>
internal sealed class StrokeEncoder(StrokeInput input, InputPool pool) : IItemEncoder
{
    public TensorElementType Type => TensorElementType.Float;

    public IReadOnlyList<int?> Axes { get; } = [ItemEncoders.AxisOf(input.Length), input.Features.Count];

    public IReadOnlyList<(int Least, int Most)> Range { get; } = [ItemEncoders.RangeOf(input.Length), ItemEncoders.RangeOf(new(input.Features.Count))];

    public long MaxBytes { get; } = sizeof(float) * (long)input.Length.Maximum * input.Features.Count;

    public InputTensor Blank() => new InputTensor(Type, new(input.Length.Minimum, input.Features.Count), pool).Cleared();

    public InputTensor Encode(ReadOnlySpan<byte> content)
    {
        var points = StrokeContent.Read(TextContent.ToUtf8(content), input.Length.Maximum);
        if (points.Count == 0) throw new InvalidDataException("The drawing has no points.");
        var features = input.Features;
        var tensor = new InputTensor(Type, new(input.Length.Bucket(points.Count), features.Count), pool) { Length = points.Count };
        var values = tensor.Floats;
        for (var i = 0; i < points.Count; i++)
        {
            for (var k = 0; k < features.Count; k++)
                values[(i * features.Count) + k] = ValueOf(features[k], points[i], points[Math.Max(0, i - 1)]);
        }

        values[(points.Count * features.Count)..].Clear();
        return tensor;
    }

    private float ValueOf(StrokeFeature feature, StrokePoint point, StrokePoint before) => feature switch
    {
        StrokeFeature.X => (float)(point.X * input.Scale),
        StrokeFeature.Y => (float)(point.Y * input.Scale),
        StrokeFeature.Dx => (float)((point.X - before.X) * input.Scale),
        StrokeFeature.Dy => (float)((point.Y - before.Y) * input.Scale),
        _ => point.IsStart ? 1 : 0,
    };
}

using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Encoding;

internal static class ItemEncoders
{
    public static IItemEncoder Create(ModelInput input, int maxPixels) => input switch
    {
        ImageInput image => new ImageEncoder(image, maxPixels),
        TextInput text => new TextEncoder(text),
        StrokeInput strokes => new StrokeEncoder(strokes),
        _ => throw new ArgumentOutOfRangeException(nameof(input), input, "This kind of input has no encoder."),
    };

    public static InputTensor Cleared(this InputTensor tensor)
    {
        tensor.Bytes.Clear();
        return tensor;
    }

    public static (int Least, int Most) RangeOf(InputSize size) => (size.Minimum, size.Maximum);

    public static int? AxisOf(InputSize size) => size.IsFixed ? size.Minimum : null;
}

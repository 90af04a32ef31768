using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Encoding;

internal static class ItemEncoders
{
    /// <param name="input">What the card says.</param>
    /// <param name="maxPixels">Images with more are refused.</param>
    /// <param name="pool">Where the memory of inputs comes from.</param>
    public static IItemEncoder Create(ModelInput input, int maxPixels, InputPool pool) => input switch
    {
        ImageInput image => new ImageEncoder(image, maxPixels, pool),
        TextInput text => new TextEncoder(text, pool),
        StrokeInput strokes => new StrokeEncoder(strokes, pool),
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

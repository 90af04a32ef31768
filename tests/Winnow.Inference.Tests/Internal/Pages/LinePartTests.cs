using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Internal.Pages;
using Winnow.Inference.Internal.Running;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Pages;

/// <summary>A network that takes lines, on a device that fails as devices do.</summary>
public sealed class LinePartTests
{
    private static readonly ImageInput s_input = new()
    {
        Tensor = "x", Channels = ColourOrder.Gray, Height = new(1), Width = new(1, 8, 1), Resize = ResizeMode.FitHeight, Mean = [0], Std = [1], Scale = 1,
    };

    private readonly List<int> _calls = [];

    [Fact]
    public void Run_LinesTooManyForTheDevice_AreRunFewerAtOnceFromThenOn()
    {
        var part = Create(32, most: 5);
        for (var run = 0; run < 2; run++) Assert.Equal(Expected(40), Run(part, 40));

        Assert.Equal([20, 10], _calls.Where(lines => lines > 5));
        Assert.Equal(2, part.Warnings.Count);
        Assert.StartsWith("10 lines in the part rec at once need more memory than the device has; at most 5 were run at once", part.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OneLineTooManyForTheDevice_Throws()
    {
        var part = Create(8, most: 0);
        Assert.Throws<DeviceMemoryException>(() => Run(part, 9));
        Assert.Equal(2, part.Warnings.Count);
    }

    [Fact]
    public void Run_NumberThatIsNotFinite_NamesThePart() => Assert.Equal(
        "The part rec gave a value that is not a finite number for a line of this page.",
        Assert.Throws<InvalidDataException>(() => Run(Create(8, most: 8, factor: float.NaN), 1)).Message);

    // Every second line is twice as wide, and so has another shape.
    private static List<float> Expected(int lines) => [.. Enumerable.Range(0, lines).Select(i => (float)i)];

    private static List<float> Run(LinePart part, int lines)
    {
        PixelImage[] images = [.. Enumerable.Range(0, lines).Select(i => ImageFiles.Gray(1 + (i % 2), [.. Enumerable.Repeat((byte)i, 1 + (i % 2))]))];
        var seen = new float[lines];
        part.Run(images, new(), (i, output, item) => seen[i] = output.ValuesOf(0, item)[0]);
        foreach (var image in images) image.Dispose();
        return [.. seen.Select(value => MathF.Round(value))];
    }

    private LinePart Create(int batch, int most, float factor = 1) => new("rec", new(s_input, 100, new(1 << 16)), batch, (inputs, _) =>
    {
        _calls.Add(inputs.Count);
        if (inputs.Count > most) throw new DeviceMemoryException("CUDA failure 2: out of memory");
        return Outputs.OfBatch([.. inputs.Select(input => input.Floats[0] * factor)]);
    });
}

namespace Winnow.Core.Models;

/// <summary>An image, float32 of <see cref="Layout"/>, and what becomes of a file before it goes in.</summary>
/// <remarks>Element = (pixel × <see cref="Scale"/> − mean) / std, pixel in 0 … 255.</remarks>
public sealed record ImageInput : ModelInput
{
    public TensorLayout Layout { get; init; }

    public required ColourOrder Channels { get; init; }

    /// <summary>Pixels.</summary>
    public required InputSize Height { get; init; }

    /// <inheritdoc cref="Height"/>
    public required InputSize Width { get; init; }

    public double Scale { get; init; } = 1.0 / 255;

    /// <summary>One value per channel, in the order of <see cref="Channels"/>.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <inheritdoc cref="Mean"/>
    public required IReadOnlyList<double> Std { get; init; }

    public ResizeMode Resize { get; init; }

    /// <summary>What fills the space beside the image: the value of the tensor, after normalisation.</summary>
    public double Padding { get; init; }

    /// <summary>1 or 3.</summary>
    public int ChannelCount => Channels == ColourOrder.Gray ? 1 : 3;

    public override bool Accepts(string mediaType) => mediaType.StartsWith("image/", StringComparison.Ordinal);
}

namespace Winnow.Core.Models;

/// <summary>The widths that a model takes, in pixels: one, or a range.</summary>
/// <param name="Minimum">Narrowest input; narrower images are padded to it.</param>
/// <param name="Maximum">Widest input; wider images are squeezed into it.</param>
/// <param name="Step">Widths are rounded up to a multiple of this, so that images of nearly the same width form a batch.</param>
public sealed record InputWidth(int Minimum, int Maximum, int Step)
{
    /// <summary>Whether there is only one width.</summary>
    public bool IsFixed => Minimum == Maximum;

    /// <summary>The input width for an image that is <paramref name="width"/> pixels wide at the input's height.</summary>
    public int Bucket(int width) => Math.Clamp((width + Step - 1) / Step * Step, Minimum, Maximum);
}

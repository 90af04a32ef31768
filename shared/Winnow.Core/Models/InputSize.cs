namespace Winnow.Core.Models;

/// <summary>The sizes that one axis of a model's input may have: one, or a range.</summary>
/// <param name="Minimum">The least; what is smaller is padded to it.</param>
/// <param name="Maximum">The most; what is larger is squeezed into it, or cut.</param>
/// <param name="Step">Sizes are rounded up to a multiple of this, so that items of nearly the same size form a batch.</param>
public sealed record InputSize(int Minimum, int Maximum, int Step)
{
    /// <summary>One size only.</summary>
    public InputSize(int size)
        : this(size, size, 1)
    {
    }

    public bool IsFixed => Minimum == Maximum;

    /// <summary>The size of the input for content of a size.</summary>
    public int Bucket(int size) => (int)Math.Clamp(((long)size + Step - 1) / Step * Step, Minimum, Maximum);
}

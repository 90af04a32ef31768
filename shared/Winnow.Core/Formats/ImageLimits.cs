namespace Winnow.Core.Formats;

/// <summary>How large an image may be, judged by its header before anything is decoded.</summary>
public sealed record ImageLimits
{
    public static ImageLimits Default { get; } = new();

    /// <value>Width × height, in pixels; default 100 megapixels.</value>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <value>Longest side, in pixels; default 30,000.</value>
    public int MaxSide { get; init; } = 30_000;
}

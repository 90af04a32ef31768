namespace Winnow.Core.Models;

/// <summary>Which channels an image model takes, and in which order.</summary>
public enum ColourOrder
{
    Rgb,
    Bgr,

    /// <summary>One channel of luma, 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).</summary>
    Gray,
}

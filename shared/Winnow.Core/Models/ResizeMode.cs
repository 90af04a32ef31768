namespace Winnow.Core.Models;

/// <summary>How an image is brought to the size of a model's input.</summary>
public enum ResizeMode
{
    /// <summary>To width and height, whatever becomes of the aspect ratio.</summary>
    Stretch,

    /// <summary>As large as fits with its aspect ratio, in the middle, padding around it.</summary>
    Fit,

    /// <summary>As large as fits with its aspect ratio, in the top left corner, padding on the right and below.</summary>
    FitCorner,

    /// <summary>To the input's height, the width following the aspect ratio, padding on the right.</summary>
    FitHeight,

    /// <summary>
    /// Shrunk with its aspect ratio until it fits into the largest sizes, never enlarged, then each side stretched to the nearest multiple of its step: the
    /// input has no padding, and another size for each shape of image.
    /// </summary>
    Limit,
}

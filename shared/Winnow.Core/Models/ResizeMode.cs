namespace Winnow.Core.Models;

/// <summary>How an image is brought to the size of a model's input.</summary>
public enum ResizeMode
{
    /// <summary>To width and height, whatever becomes of the aspect ratio.</summary>
    Stretch,

    /// <summary>As large as fits with its aspect ratio, in the middle, padding around it.</summary>
    Fit,

    /// <summary>To the input's height, the width following the aspect ratio, padding on the right.</summary>
    FitHeight,
}

namespace Winnow.Core.Models;

/// <summary>What a model does with an item.</summary>
public enum ModelTask
{
    /// <summary>One of a fixed list of classes for an image.</summary>
    Classification,

    /// <summary>The text of an image of one line.</summary>
    TextRecognition,
}

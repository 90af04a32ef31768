namespace Winnow.Core.Models;

/// <summary>What a model does with an item, and so what its answers are held against.</summary>
public enum ModelTask
{
    /// <summary>One of a fixed list of classes.</summary>
    Classification,

    /// <summary>Any number of a fixed list of classes.</summary>
    MultiLabel,

    /// <summary>Objects on an image: a box and a class each.</summary>
    Detection,

    /// <summary>Objects on an image: a mask and a class each.</summary>
    Segmentation,

    /// <summary>The text of an image of one line.</summary>
    TextRecognition,

    /// <summary>The lines of an image of a page: where each is, and what it says.</summary>
    PageRecognition,

    /// <summary>A text in answer to a text.</summary>
    Generation,

    /// <summary>A tag for every token of a text.</summary>
    Tagging,

    /// <summary>Documents in answer to a query, the best first.</summary>
    Retrieval,

    /// <summary>A vector in whose neighbourhood lies what is alike.</summary>
    Embedding,

    /// <summary>A number.</summary>
    Regression,

    /// <summary>The class of a sequence (a gesture, strokes), after each of its steps.</summary>
    Sequence,

    /// <summary>Features of generated images, compared as a whole with those of real ones.</summary>
    ImageGeneration,
}

namespace Winnow.Core.Catalogue;

/// <summary>The best label that an item has: what people said outranks what a model said.</summary>
public enum ItemState
{
    /// <summary>No annotation and no accepted prediction.</summary>
    Unlabelled,

    /// <summary>A prediction was accepted as its label by the dataset's policy.</summary>
    PseudoLabelled,

    /// <summary>It has ground truth from people.</summary>
    Annotated,
}

namespace Winnow.Functions.Labelling;

/// <summary>How much there is to label.</summary>
/// <param name="Packs">Packs of the dataset, or of the batch.</param>
/// <param name="Items">Items in them.</param>
public sealed record PackCount(long Packs, long Items);

namespace Winnow.Core.Slices;

/// <summary>An item whose annotated class may be wrong.</summary>
/// <param name="ItemId">Which item.</param>
/// <param name="Label">Its annotated class.</param>
/// <param name="Suggested">The class that the model finds most probable.</param>
/// <param name="NormalisedMargin">(the probability of the annotated class − the greatest of another + 1) / 2, 0 to 1: lower is worse.</param>
public sealed record SuspectLabel(string ItemId, int Label, int Suggested, double NormalisedMargin);

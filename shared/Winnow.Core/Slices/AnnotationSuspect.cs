namespace Winnow.Core.Slices;

/// <summary>An item whose annotation may be wrong.</summary>
/// <param name="ItemId">Which item.</param>
/// <param name="Label">Its annotated class.</param>
/// <param name="Suggested">The class that the model finds most probable.</param>
/// <param name="SelfConfidence">The probability of the annotated class, 0 to 1.</param>
/// <param name="NormalisedMargin">(that − the greatest probability of another class + 1) / 2, 0 to 1: lower is worse.</param>
public sealed record AnnotationSuspect(string ItemId, int Label, int Suggested, double SelfConfidence, double NormalisedMargin);

namespace Winnow.Core.Metrics.Classification;

/// <summary>A cell of a confusion matrix over numbered classes: <see cref="ConfusionCell"/> without its words.</summary>
/// <param name="Truth">Number of the true class, from 0.</param>
/// <param name="Predicted">Number of the predicted class, from 0.</param>
/// <param name="Count">Items in the cell; not negative.</param>
public readonly record struct ConfusionCount(int Truth, int Predicted, long Count);

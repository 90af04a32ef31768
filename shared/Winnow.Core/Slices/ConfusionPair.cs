namespace Winnow.Core.Slices;

/// <summary>Items of one class that were taken for another.</summary>
/// <param name="Truth">Their class.</param>
/// <param name="Predicted">What they were taken for.</param>
/// <param name="Count">How many there are.</param>
/// <param name="ShareOfClass">Of all items of their class.</param>
/// <param name="ShareOfErrors">Of all wrong items.</param>
/// <param name="Lift">Their number divided by what it were if the mistakes of the class spread evenly over all other classes.</param>
/// <param name="PValue">Probability of so many or more, were the mistakes of the class spread evenly over all other classes.</param>
/// <param name="AdjustedPValue">The same by Benjamini and Hochberg.</param>
public sealed record ConfusionPair(
    string Truth, string Predicted, long Count, double ShareOfClass, double ShareOfErrors, double Lift, double PValue, double AdjustedPValue);

namespace Winnow.Core.Slices;

/// <summary>What one run said of an item.</summary>
/// <param name="ItemId">Which item.</param>
/// <param name="Truth">Its annotation.</param>
/// <param name="Predicted">What the model said.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="IsCorrect">Whether that was right, by the rule of the task.</param>
public sealed record ComparedItem(string ItemId, string Truth, string Predicted, double Confidence, bool IsCorrect);

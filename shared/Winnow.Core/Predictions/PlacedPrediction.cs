using Winnow.Core.Labels;

namespace Winnow.Core.Predictions;

/// <summary>A row of a predictions file whose item was found.</summary>
/// <param name="Row">Its number in the file, from 1.</param>
/// <param name="ItemId">The item.</param>
/// <param name="Pack">The pack that holds it.</param>
/// <param name="Label">Class name.</param>
/// <param name="Text">Text.</param>
/// <param name="Confidence">0 to 1; null when the file says nothing.</param>
/// <param name="Detail">Everything else that it says.</param>
public sealed record PlacedPrediction(long Row, string ItemId, string Pack, string? Label, string? Text, double? Confidence, LabelDetail? Detail);

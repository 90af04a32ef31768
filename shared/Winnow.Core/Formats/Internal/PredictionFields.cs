using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>What one row of predictions says, before it is judged; or the <c>Problem</c> for which it could not be read.</summary>
internal readonly record struct PredictionFields(
    string? FileName = null, string? ItemId = null, string? Label = null, string? Text = null, double? Confidence = null, LabelDetail? Detail = null,
    string? Problem = null)
{
    public bool SaysNothing => string.IsNullOrWhiteSpace(Label) && Text is null && Detail is null;
}

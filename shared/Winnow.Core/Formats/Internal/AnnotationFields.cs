using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>What one row, or one JSON object, says, before it is judged; or the <c>Problem</c> for which it could not be read.</summary>
internal readonly record struct AnnotationFields(
    string? FileName = null, string? Label = null, string? Text = null, string? Split = null, string? Source = null, LabelDetail? Detail = null,
    string? Problem = null)
{
    public bool SaysNothing => string.IsNullOrWhiteSpace(Label) && string.IsNullOrEmpty(Text) && string.IsNullOrWhiteSpace(Split) && Detail is null;
}

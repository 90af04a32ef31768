namespace Winnow.Storage.Tables;

/// <summary>What one source said about the file of one name.</summary>
internal sealed record AnnotationRow(string ItemId, string Path, string Source, string? Label, string? Text, string? Split)
{
    /// <summary>Whether it is ground truth; a row that only assigns a split is not.</summary>
    public bool IsGroundTruth => Label is not null || Text is not null;
}

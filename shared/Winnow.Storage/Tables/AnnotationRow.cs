namespace Winnow.Storage.Tables;

/// <summary>What one source said about the file of one name.</summary>
internal sealed record AnnotationRow(string ItemId, string Path, string Source, string? Label, string? Text, string? Split, string? Detail = null)
{
    /// <summary>Whether it is ground truth; a row that only assigns a split or states facts is not.</summary>
    public bool IsGroundTruth => Label is not null || Text is not null || DetailStore.IsTruth(Detail);
}

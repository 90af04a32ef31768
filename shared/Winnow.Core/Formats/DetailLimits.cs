namespace Winnow.Core.Formats;

/// <summary>How much the details of one annotation or prediction may hold, beyond the limit on their length as JSON.</summary>
public sealed record DetailLimits
{
    public static DetailLimits Default { get; } = new();

    /// <value>Most objects of one image; default 10,000.</value>
    public int MaxObjects { get; init; } = 10_000;

    /// <value>Most labels of one item; default 1,000.</value>
    public int MaxLabels { get; init; } = 1_000;

    /// <value>Most classes with a probability; default 50,000.</value>
    public int MaxProbabilities { get; init; } = 50_000;

    /// <value>Most references or samples of one item; default 1,000.</value>
    public int MaxTexts { get; init; } = 1_000;

    /// <value>Most tags of one text, and most time steps of one sequence; default 100,000.</value>
    public int MaxTags { get; init; } = 100_000;

    /// <value>Most documents that are relevant to one query, or ranked for it; default 100,000.</value>
    public int MaxDocuments { get; init; } = 100_000;

    /// <value>Most dimensions of a vector; default 65,536.</value>
    public int MaxDimensions { get; init; } = 65_536;

    /// <value>Most facts about one item; default 50.</value>
    public int MaxMetadata { get; init; } = 50;

    /// <value>Longest value of a fact in characters; default 200: values become names of slices.</value>
    public int MaxMetadataChars { get; init; } = 200;
}

namespace Winnow.Core.Versions;

/// <summary>An immutable snapshot of a dataset: which items it had, and what they were labelled with.</summary>
/// <remarks>The same state of a dataset is the same version, however often a snapshot is taken.</remarks>
public sealed record DatasetVersion
{
    public required string Dataset { get; init; }

    /// <summary>The first twelve digits of <see cref="Hash"/>.</summary>
    public required string Version { get; init; }

    /// <inheritdoc cref="VersionHash"/>
    public required string Hash { get; init; }

    /// <summary>Shards, one per pack: <c>versions/{dataset}/{version}/shards.jsonl</c> lists them.</summary>
    public required long Shards { get; init; }

    public required long Items { get; init; }

    /// <summary>Bytes of the items' contents.</summary>
    public required long Bytes { get; init; }

    /// <summary>Items that people labelled.</summary>
    public required long Annotated { get; init; }

    /// <summary>Items whose label is an accepted prediction.</summary>
    public required long PseudoLabelled { get; init; }

    /// <summary>When the first snapshot of this state was taken.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

namespace Winnow.Core.Events;

/// <summary>Data of <see cref="EventTypes.VersionCreated"/>: a snapshot of a dataset was taken.</summary>
public sealed record VersionCreated
{
    public required string Dataset { get; init; }

    public required string Run { get; init; }

    /// <summary>Twelve hex digits; the version that was there already when nothing had changed.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 over the manifest, in hex.</summary>
    public required string Hash { get; init; }

    public required long Items { get; init; }

    /// <summary>Items that people labelled.</summary>
    public required long Annotated { get; init; }

    /// <summary>Items whose label is an accepted prediction.</summary>
    public required long PseudoLabelled { get; init; }
}

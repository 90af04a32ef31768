using Winnow.Core.Catalogue;

namespace Winnow.Core.Models;

/// <summary>A model of the registry.</summary>
public sealed record RegisteredModel
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required ModelTask Task { get; init; }

    /// <summary>SHA-256 over names and contents of the model's files, 64 lower-case hex digits: what runs is what was registered.</summary>
    public required string Hash { get; init; }

    public required string Licence { get; init; }

    public required string Source { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Name and version as one key.</summary>
    public ModelId GetId() => new(Name, Version);
}

namespace Winnow.Core.Catalogue;

/// <summary>Files that were put into packs, as they go into the catalogue: what their names stand for, and what was found along with them.</summary>
public sealed record CataloguedFiles
{
    /// <summary>The contents that are new to the dataset; their packs are committed.</summary>
    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>The names of all files, duplicates of known contents included. Of two files of one name the later one has it.</summary>
    public IReadOnlyList<ItemName> Names { get; init; } = [];

    /// <summary>Annotations that are known already and belong to <see cref="Names"/>: written together they cost a fraction of joining them later.</summary>
    public IReadOnlyList<NamedAnnotation> Annotations { get; init; } = [];
}

namespace Winnow.Core.Catalogue;

/// <summary>A named collection of items with its label policy.</summary>
public sealed record Dataset
{
    public required string Name { get; init; }

    public LabelPolicy Policy { get; init; } = new();

    /// <summary>The class names that annotations may use; empty: any.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }
}

namespace Winnow.Core.Models;

/// <summary>How a text becomes ids; docs/model-card.md gives the exact rules.</summary>
public sealed record TextTokenizer
{
    public required TokenizerKind Kind { get; init; }

    /// <summary>Ids are 1 to this.</summary>
    public required int Buckets { get; init; }

    /// <summary>Shortest n-gram, for the kinds that have n-grams.</summary>
    public int Minimum { get; init; } = 1;

    /// <summary>Longest n-gram, for the kinds that have n-grams.</summary>
    public int Maximum { get; init; } = 1;
}

using Winnow.Core.Catalogue;

namespace Winnow.Core.Evaluations;

/// <summary>Which items of a dataset are evaluated; conditions are combined with "and".</summary>
public sealed record EvaluationQuery
{
    /// <summary>Items that people gave this class.</summary>
    public string? Label { get; init; }

    /// <summary>Items whose first name starts with this.</summary>
    public string? NamePrefix { get; init; }

    /// <summary>Items whose metadata have these values.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Whether an item is wanted.</summary>
    /// <param name="item">The item.</param>
    /// <param name="truth">The annotation that counts.</param>
    /// <param name="metadata">Its metadata by name.</param>
    public bool Matches(Item item, Annotation truth, IReadOnlyDictionary<string, string> metadata) =>
        (Label is null || truth.Label == Label || truth.Detail?.Labels?.Contains(Label) is true)
        && (NamePrefix is null || item.Name.StartsWith(NamePrefix, StringComparison.Ordinal))
        && (Metadata is null || Metadata.All(wanted => metadata.GetValueOrDefault(wanted.Key) == wanted.Value));
}

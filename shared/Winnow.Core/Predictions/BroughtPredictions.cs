using Winnow.Core.Catalogue;
using Winnow.Core.Models;

namespace Winnow.Core.Predictions;

/// <summary>Predictions for a dataset that were made elsewhere and brought here, under the name and version of the model that made them.</summary>
public sealed record BroughtPredictions
{
    public required string Dataset { get; init; }

    /// <summary>Whose predictions they are; a registered model of that name and version cannot be there at the same time.</summary>
    public required ModelId Model { get; init; }

    public required ModelTask Task { get; init; }

    /// <summary>The import that brought them last.</summary>
    public required string Run { get; init; }

    /// <summary>What became of the rows of that import.</summary>
    public required ImportCounts Counts { get; init; }

    /// <summary>The classes that they give probabilities of, in order; empty when they give none.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    public required DateTimeOffset ImportedAt { get; init; }
}

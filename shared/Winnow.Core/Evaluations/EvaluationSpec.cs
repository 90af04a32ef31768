using Winnow.Core.Models;

namespace Winnow.Core.Evaluations;

/// <summary>What an evaluation evaluates and how: everything that its numbers depend on, beside the data itself.</summary>
public sealed record EvaluationSpec
{
    public required string Dataset { get; init; }

    /// <summary>The version of the dataset: what it was labelled with then; null: what it is labelled with now.</summary>
    public string? Version { get; init; }

    /// <summary><c>name@version</c> of the model, or of the predictions that somebody brought.</summary>
    public required string Model { get; init; }

    /// <summary>Whether the predictions were brought: then none can be made for items that have none.</summary>
    public bool IsBrought { get; init; }

    public required ModelTask Task { get; init; }

    /// <summary>The import whose predictions count; null when they were made here.</summary>
    public string? Import { get; init; }

    /// <summary>Only items of this split; null for all.</summary>
    public string? Split { get; init; }

    /// <summary>Only items that match; null for all.</summary>
    public EvaluationQuery? Query { get; init; }

    /// <summary>Names of metrics, in the report's order.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <inheritdoc cref="MissingRule"/>
    public MissingRule Missing { get; init; }

    /// <summary>The attribute whose equal values make a group: items of a group are resampled together; null: every item stands alone.</summary>
    public string? GroupBy { get; init; }

    /// <summary>Attributes that slices are made of; null: all that there are.</summary>
    public IReadOnlyList<string>? SliceBy { get; init; }

    /// <summary>Confidence level of intervals, 0.5 to 0.999.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Bootstrap resamples.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Seed of everything that is drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The run that this one is compared with; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>Whether items are compared with those of other splits.</summary>
    public bool FindLeaks { get; init; }

    /// <summary>Image generation: the dataset of real images.</summary>
    public string? Reference { get; init; }

    /// <summary>The import whose features of real images count; null when they were made here.</summary>
    public string? ReferenceImport { get; init; }
}

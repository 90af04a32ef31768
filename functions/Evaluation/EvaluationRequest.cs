using Winnow.Core.Evaluations;

namespace Winnow.Functions.Evaluation;

/// <summary>Body of <c>POST /api/evaluations</c>, and of the message <c>evaluate</c>.</summary>
public sealed record EvaluationRequest
{
    public string? Dataset { get; init; }

    /// <summary><c>name@version</c>, or a name (its newest version): a registered model, or predictions that were brought to the dataset.</summary>
    public string? Model { get; init; }

    /// <summary>A version of the dataset; null: as it is now.</summary>
    public string? Version { get; init; }

    /// <summary>What is evaluated; null: the task of the model.</summary>
    public string? Task { get; init; }

    /// <summary>Only items of this split; null for all.</summary>
    public string? Split { get; init; }

    /// <summary>Only items that match; null for all.</summary>
    public EvaluationQuery? Query { get; init; }

    /// <summary>Names of metrics; null or empty for all of the task.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>Rules such as <c>accuracy &gt;= 0.98</c> about metrics of the run; null for none.</summary>
    public IReadOnlyList<string>? Gates { get; init; }

    /// <summary>Id of the run to compare with; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary><c>skip</c>, <c>empty</c> or <c>fail</c>; null: <c>empty</c> where that is an answer and the predictions were brought, else <c>skip</c>.</summary>
    public MissingRule? Missing { get; init; }

    /// <inheritdoc cref="EvaluationSpec.GroupBy"/>
    public string? GroupBy { get; init; }

    /// <inheritdoc cref="EvaluationSpec.SliceBy"/>
    public IReadOnlyList<string>? SliceBy { get; init; }

    /// <summary>Confidence level of intervals, 0.5 to 0.999; null: 0.95.</summary>
    public double? Level { get; init; }

    /// <summary>Bootstrap resamples, 100 to 100,000; null: 2,000.</summary>
    public int? Resamples { get; init; }

    /// <summary>Seed of everything that is drawn; null: 1.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether items are compared with those of other splits; null: no.</summary>
    public bool? FindLeaks { get; init; }

    /// <summary>Image generation: the dataset of real images.</summary>
    public string? Reference { get; init; }
}

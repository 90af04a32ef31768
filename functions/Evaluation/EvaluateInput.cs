using Winnow.Core.Evaluations;

namespace Winnow.Functions.Evaluation;

/// <summary>What an evaluation run has to do. Everything is resolved before it starts, so that a replay does the same.</summary>
public sealed record EvaluateInput
{
    /// <summary>Id of the run and of its report: 32 lower-case hex digits.</summary>
    public required string Run { get; init; }

    /// <summary>What is evaluated, and how.</summary>
    public required EvaluationSpec Spec { get; init; }

    /// <summary>Rules about the metrics, as <see cref="Gate"/> reads them.</summary>
    public IReadOnlyList<string> Gates { get; init; } = [];

    /// <summary>From which confidence on predictions that have to be made first become pseudo-labels; above 1: none does.</summary>
    public required double MinimumConfidence { get; init; }

    /// <summary>Items of the dataset when the run was asked for: for the progress.</summary>
    public long Total { get; init; }

    /// <inheritdoc cref="EvaluationOptions.Window"/>
    public required int Window { get; init; }

    /// <inheritdoc cref="EvaluationOptions.PacksPerGroup"/>
    public required int PacksPerGroup { get; init; }

    /// <summary>Returned in the events of the run; null when nobody asked for it by message.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Where a long run goes on; null at its start.</summary>
    public EvaluateCheckpoint? Checkpoint { get; init; }
}

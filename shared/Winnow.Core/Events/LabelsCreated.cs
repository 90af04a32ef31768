namespace Winnow.Core.Events;

/// <summary>Data of <see cref="EventTypes.LabelsCreated"/>: a model was run over a dataset, or over one batch of it.</summary>
public sealed record LabelsCreated
{
    public required string Dataset { get; init; }

    public required string Run { get; init; }

    /// <summary><c>name@version</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The calibration by which predictions became labels, when there was one.</summary>
    public string? Calibration { get; init; }

    /// <summary>The batch, when only that was labelled.</summary>
    public string? Batch { get; init; }

    /// <summary>Items that were looked at.</summary>
    public required long Items { get; init; }

    /// <summary>Items that got a prediction.</summary>
    public required long Labelled { get; init; }

    /// <summary>Predictions that became labels.</summary>
    public required long PseudoLabels { get; init; }

    /// <summary>Items on which the model failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Items that were left alone.</summary>
    public required long Skipped { get; init; }
}

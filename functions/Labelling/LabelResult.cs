using Winnow.Core.Events;

namespace Winnow.Functions.Labelling;

/// <summary>What a labelling run did, summed over its packs.</summary>
public sealed record LabelResult
{
    public required string Run { get; init; }

    public required string Dataset { get; init; }

    /// <summary>The model, <c>name@version</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Id of the calibration that pseudo-labels were decided by; null: a minimum confidence decided.</summary>
    public string? Calibration { get; init; }

    public long Packs { get; init; }

    /// <summary>Items that the packs hold.</summary>
    public long Items { get; init; }

    /// <summary>Items that got a prediction in this run.</summary>
    public long Labelled { get; init; }

    /// <summary>Predictions that the policy accepted as labels.</summary>
    public long PseudoLabels { get; init; }

    /// <summary>Items whose content could not be decoded, or for which the model gave no finite number.</summary>
    public long Failed { get; init; }

    /// <summary>Items that were left alone: not of the model's type, or already predicted.</summary>
    public long Skipped { get; init; }

    /// <summary>From the start of the run to its end, in seconds; calibrating, where it did, is part of it.</summary>
    public double Seconds { get; init; }

    /// <summary>Time inside ONNX Runtime, in seconds: the sum over all calls, divided by how many calls may run at once.</summary>
    public double OnnxSeconds { get; init; }

    /// <summary>What ran the model: <c>cpu</c>, <c>cuda</c>, <c>tensorrt</c>; null when nothing ran.</summary>
    public string? Provider { get; init; }

    /// <summary>
    /// What went otherwise than asked for, and went on all the same: a GPU that could not be used, batches that it had no memory for. One a line; null when nothing did.
    /// </summary>
    public string? Warning { get; init; }

    /// <summary>Labelled and failed items per second of <see cref="Seconds"/>.</summary>
    public double ItemsPerSecond => Seconds > 0 ? (Labelled + Failed) / Seconds : 0;

    /// <summary>Share of <see cref="Seconds"/> that was spent inside ONNX Runtime; above 1 when several machines shared the work.</summary>
    public double OnnxShare => Seconds > 0 ? OnnxSeconds / Seconds : 0;

    /// <summary>What the event of the run tells.</summary>
    public LabelsCreated ToEvent(string? batch) => new()
    {
        Dataset = Dataset,
        Run = Run,
        Model = Model,
        Calibration = Calibration,
        Batch = batch,
        Items = Items,
        Labelled = Labelled,
        PseudoLabels = PseudoLabels,
        Failed = Failed,
        Skipped = Skipped,
    };

    public static LabelResult From(LabelInput input, LabelCounts counts, TimeSpan elapsed) => new()
    {
        Run = input.Run,
        Dataset = input.Dataset,
        Model = input.Model,
        Calibration = input.Calibration,
        Packs = counts.Packs,
        Items = counts.Items,
        Labelled = counts.Labelled,
        PseudoLabels = counts.PseudoLabels,
        Failed = counts.Failed,
        Skipped = counts.Skipped,
        Seconds = elapsed.TotalSeconds,
        OnnxSeconds = counts.OnnxSeconds,
        Provider = counts.Provider,
        Warning = counts.Warning,
    };
}

using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.PseudoLabels;

namespace Winnow.Functions.Labelling;

/// <summary>What a labelling run has to do.</summary>
public sealed record LabelInput
{
    /// <summary>Id of the run: 32 lower-case hex digits, part of the blob names of its predictions.</summary>
    public required string Run { get; init; }

    public required string Dataset { get; init; }

    /// <summary>The model, <c>name@version</c>: already resolved, so that a replay takes the same one.</summary>
    public required string Model { get; init; }

    /// <summary>The models that are asked beside it, resolved, too; null: none.</summary>
    public ModelAgreement? Agreement { get; init; }

    /// <summary>Predictions of at least this confidence become pseudo-labels, 0 to 1; above 1: the run makes predictions alone. Default: 0.9.</summary>
    public double MinimumConfidence { get; init; } = 0.9;

    /// <summary>What is promised of pseudo-labels; null: the minimum confidence decides.</summary>
    public CalibrationRule? Promise { get; init; }

    /// <summary>The calibration to go by; null: the run calibrates first, if something is promised.</summary>
    public string? Calibration { get; init; }

    /// <summary>Whether the newest calibration that has thresholds will do.</summary>
    public bool ReuseCalibration { get; init; }

    /// <summary>Most annotated items that a calibration is learnt from. Default: 20,000.</summary>
    public int CalibrationItems { get; init; } = 20_000;

    /// <summary>How many of the most probable classes are kept with each prediction.</summary>
    public int TopK { get; init; }

    /// <summary>Whether items that have a prediction of every model are left alone.</summary>
    public bool OnlyMissing { get; init; }

    /// <summary>Only packs whose name starts with this; null for all packs.</summary>
    public string? Batch { get; init; }

    /// <summary>Packs that one sub-orchestration has in work at once. Default: 8.</summary>
    public int ShardsAtOnce { get; init; } = 8;

    /// <summary>Returned in the events of the run; null when nobody asked for it by message.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Where the run goes on; null at its start.</summary>
    public LabelCheckpoint? Checkpoint { get; init; }

    /// <summary>Whether the run decides about pseudo-labels; otherwise those of other runs stay.</summary>
    [JsonIgnore]
    public bool MakesPseudoLabels => Promise is not null || MinimumConfidence <= 1;

    /// <summary>All models, the run's own first.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Models => [Model, .. Agreement?.Models ?? []];
}

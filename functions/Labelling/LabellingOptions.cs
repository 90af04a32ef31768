using System.ComponentModel.DataAnnotations;

namespace Winnow.Functions.Labelling;

/// <summary>Settings of labelling runs; how models are run is in <see cref="Winnow.Inference.InferenceOptions"/>.</summary>
public sealed record LabellingOptions
{
    public const string SectionName = "Labelling";

    /// <summary>Packs that one sub-orchestration has in work at once.</summary>
    /// <value>Default: 8 packs.</value>
    [Range(1, 1000)]
    public int ShardsAtOnce { get; init; } = 8;

    /// <summary>Most annotated items that a calibration is learnt from; of more, a sample. All of them, with the probabilities of every model, are in memory at once.</summary>
    /// <value>Default: 20,000 items.</value>
    [Range(100, 1_000_000)]
    public int CalibrationItems { get; init; } = 20_000;
}

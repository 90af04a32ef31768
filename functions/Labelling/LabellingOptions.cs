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
}

namespace Winnow.Core.PseudoLabels;

/// <summary>What became of an answer, and by what: the lineage of a pseudo-label beside its model and run.</summary>
public sealed record LabelDecision
{
    /// <summary>Whether it is good enough for a pseudo-label.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsAccepted => Score >= Threshold;

    /// <summary>What was held against the threshold: calibrated if there is a calibration, the mean over models if there are several; null without an answer.</summary>
    public double? Score { get; init; }

    /// <summary>From which score on the answer is accepted; null: never.</summary>
    public double? Threshold { get; init; }

    /// <summary>Id of the calibration that the score and the threshold come from; null: the policy's minimum confidence decided.</summary>
    public string? Calibration { get; init; }

    /// <summary>How many models gave the answer; null for a single model.</summary>
    public int? Votes { get; init; }

    /// <summary>How far the models are apart, 0 to 1; null for a single model.</summary>
    public double? Disagreement { get; init; }

    /// <summary>The most probable classes, falling; as many as the policy wants.</summary>
    public IReadOnlyList<LabelScore> Top { get; init; } = [];
}

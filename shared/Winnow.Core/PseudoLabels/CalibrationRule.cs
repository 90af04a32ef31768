using Winnow.Core.Catalogue;

namespace Winnow.Core.PseudoLabels;

/// <summary>What is to be calibrated, and for which promise.</summary>
public sealed record CalibrationRule
{
    public required string Dataset { get; init; }

    /// <summary>The models, <c>name@version</c>; the first is the policy's own.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>When the models agree; null for one model.</summary>
    public ModelAgreement? Agreement { get; init; }

    public required PrecisionTarget Precision { get; init; }

    /// <summary>Whether every class has a threshold of its own; otherwise there is one for all answers, which are texts.</summary>
    public required bool IsPerClass { get; init; }
}

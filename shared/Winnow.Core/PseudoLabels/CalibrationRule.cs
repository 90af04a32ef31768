using System.Globalization;
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

    /// <summary>In what another rule of the dataset is not this one, for people; empty when they are equal.</summary>
    public IReadOnlyList<string> DifferencesTo(CalibrationRule other) =>
        [.. Describe().Zip(other.Describe()).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.First.Name} {pair.First.Value}, not {pair.Second.Value}")];

    private IEnumerable<(string Name, string Value)> Describe() =>
    [
        ("models", string.Join(" and ", Models)),
        ("agreement", Agreement is null ? "none" : Agreement.Rule == AgreementRule.Mean ? "mean" : $"vote of {Agreement.Votes ?? Models.Count}"),
        ("target", Precision.Target.ToString(CultureInfo.InvariantCulture)),
        ("confidence", Precision.Confidence.ToString(CultureInfo.InvariantCulture)),
        ("split", Precision.Split is { } split ? $"'{split}'" : "any"),
        ("thresholds", IsPerClass ? "per class" : "for all answers"),
    ];
}

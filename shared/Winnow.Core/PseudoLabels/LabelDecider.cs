using Winnow.Core.Catalogue;

namespace Winnow.Core.PseudoLabels;

/// <summary>Decides which answers become pseudo-labels.</summary>
public sealed class LabelDecider
{
    private readonly Ensemble ensemble;
    private readonly IReadOnlyList<ModelScaling> models;
    private readonly Calibration? calibration;
    private readonly Dictionary<string, double> thresholds;
    private readonly double minimumConfidence;
    private readonly int topK;

    /// <summary>Decides by a calibration.</summary>
    /// <param name="classes">Of each model, in the order of its probabilities; empty for a model that gives none.</param>
    /// <param name="calibration">The calibration.</param>
    /// <param name="topK">Classes that are kept.</param>
    public LabelDecider(IReadOnlyList<IReadOnlyList<string>> classes, Calibration calibration, int topK)
    {
        (ensemble, models, this.calibration, this.topK) = (new(classes, calibration.Rule.Agreement), calibration.Models, calibration, topK);
        thresholds = calibration.Thresholds.Where(one => one.Threshold is not null).ToDictionary(one => one.Class ?? "", one => one.Threshold!.Value, StringComparer.Ordinal);
    }

    /// <summary>Decides by a minimum confidence.</summary>
    /// <param name="classes">Of each model, in the order of its probabilities; empty for a model that gives none.</param>
    /// <param name="agreement">When models agree; null for one model.</param>
    /// <param name="minimumConfidence">From here on answers are accepted.</param>
    /// <param name="topK">Classes that are kept.</param>
    public LabelDecider(IReadOnlyList<IReadOnlyList<string>> classes, ModelAgreement? agreement, double minimumConfidence, int topK)
    {
        (ensemble, this.minimumConfidence, this.topK) = (new(classes, agreement), minimumConfidence, topK);
        (models, thresholds) = ([.. classes.Select(_ => new ModelScaling { Model = "" })], []);
    }

    /// <summary>Decides about one item.</summary>
    /// <param name="answers">One per model, in their order; null for a model that failed.</param>
    /// <returns>The place of the model whose answer it is, and the decision.</returns>
    public (int Carrier, LabelDecision Decision) Decide(IReadOnlyList<ModelAnswer?> answers)
    {
        var consensus = ensemble.Combine([.. models.Select((model, index) => model.Apply(answers[index]))]);
        return (consensus.Carrier, new()
        {
            Score = consensus.Said is null ? null : consensus.Score,
            Threshold = consensus.Said is null ? null : ThresholdOf(consensus.Said),
            Calibration = calibration?.Id,
            Votes = answers.Count > 1 ? consensus.Votes : null,
            Disagreement = consensus.Disagreement,
            Top = topK == 0 ? [] : ensemble.Top(consensus, topK),
        });
    }

    private double? ThresholdOf(string said)
    {
        if (calibration is null)
        {
            return minimumConfidence;
        }

        return thresholds.TryGetValue(calibration.Rule.IsPerClass ? said : "", out var threshold) ? threshold : null;
    }
}

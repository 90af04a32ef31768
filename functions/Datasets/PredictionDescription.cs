using Winnow.Core.Catalogue;
using Winnow.Core.PseudoLabels;

namespace Winnow.Functions.Datasets;

/// <summary>A prediction for an item, with its lineage: the run that made it, and by what it became a pseudo-label or did not.</summary>
public sealed record PredictionDescription(
    string Model, string Run, string? Label, string? Text, double? Confidence, bool IsPseudoLabel, LabelDecision? Decision, string? Error)
{
    public static PredictionDescription From(Prediction prediction) => new(
        prediction.Model.ToString(), prediction.Run, prediction.Label, prediction.Text, prediction.Confidence, prediction.IsPseudoLabel, prediction.Decision,
        prediction.Error);
}

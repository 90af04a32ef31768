using Winnow.Core.Catalogue;

namespace Winnow.Functions.Datasets;

/// <summary>A prediction for an item, with the run that made it.</summary>
public sealed record PredictionDescription(string Model, string Run, string? Label, string? Text, double? Confidence, bool IsPseudoLabel, string? Error)
{
    public static PredictionDescription From(Prediction prediction) => new(
        prediction.Model.ToString(), prediction.Run, prediction.Label, prediction.Text, prediction.Confidence, prediction.IsPseudoLabel, prediction.Error);
}

using Winnow.Core.Catalogue;
using Winnow.Core.Models;
using Winnow.Core.PseudoLabels;
using Winnow.Inference;

namespace Winnow.Functions.Labelling;

/// <summary>The predictions of all models for one pack, with what was decided about each item.</summary>
/// <remarks>A decision, and the pseudo-label if it is one, is with the first model whose own answer was decided about; without an answer it is with the first model that was asked.</remarks>
internal sealed class PackPredictions
{
    private readonly LabelInput _run;
    private readonly LabelDecider _decider;
    private readonly HashSet<string> _annotated;
    private readonly List<PredictionRow>[] _rows;
    private readonly List<Prediction> _all = [];

    /// <param name="run">The run.</param>
    /// <param name="models">What each model said, in the order of the run's models.</param>
    /// <param name="decider">Decides.</param>
    /// <param name="annotated">Ids of the items that people have labelled: their predictions become no labels.</param>
    public PackPredictions(LabelInput run, IReadOnlyList<ModelRun> models, LabelDecider decider, HashSet<string> annotated)
    {
        (_run, _decider, _annotated) = (run, decider, annotated);
        _rows = [.. models.Select(_ => new List<PredictionRow>())];
        Dictionary<string, InferenceResult>[] saidOf = [.. models.Select(model => model.Answers.ToDictionary(answer => answer.Item.Id, answer => answer.Result))];
        foreach (var item in models.SelectMany(model => model.Answers).Select(answer => answer.Item).DistinctBy(item => item.Id).OrderBy(item => item.Offset))
        {
            Add(item, models, [.. saidOf.Select(said => said.GetValueOrDefault(item.Id))]);
        }
    }

    /// <summary>Rows of the predictions files, by model, in pack order.</summary>
    public IReadOnlyList<IReadOnlyList<PredictionRow>> Rows => _rows;

    /// <summary>The same for the catalogue.</summary>
    public IReadOnlyList<Prediction> All => _all;

    private void Add(Item item, IReadOnlyList<ModelRun> models, InferenceResult?[] results)
    {
        var (carrier, decision) = _decider.Decide([.. models.Select((model, index) => results[index] is { } result ? model.ToAnswer(result) : null)]);
        if (results[carrier] is null) carrier = Array.FindIndex(results, result => result is not null);
        var isAccepted = decision.IsAccepted && !_annotated.Contains(item.Id);
        var isTold = isAccepted || models.Count > 1 || _run.TopK > 0 || _run.Calibration is not null;
        for (var index = 0; index < results.Length; index++)
        {
            if (results[index] is not { } result) continue;
            var prediction = ToPrediction(result, models[index].Model, index == carrier && isAccepted, index == carrier && isTold ? decision : null);
            _all.Add(prediction);
            _rows[index].Add(ToRow(item, result, prediction));
        }
    }

    private Prediction ToPrediction(InferenceResult result, ModelId model, bool isPseudoLabel, LabelDecision? decision) => new()
    {
        ItemId = result.Id,
        Model = model,
        Run = _run.Run,
        Label = result.Label,
        Text = result.Text,
        Confidence = result.Confidence,
        IsPseudoLabel = isPseudoLabel,
        IsDecisive = _run.MakesPseudoLabels,
        Decision = decision,
        Error = result.Error,
    };

    private static PredictionRow ToRow(Item item, InferenceResult result, Prediction prediction)
    {
        var row = result.ToRow(item.Name);
        row.IsPseudoLabel = prediction.IsPseudoLabel;
        row.Calibration = prediction.Decision?.Calibration;
        row.Score = prediction.Decision?.Score;
        row.Threshold = prediction.Decision?.Threshold;
        row.Votes = prediction.Decision?.Votes;
        row.Disagreement = prediction.Decision?.Disagreement;
        return row;
    }
}

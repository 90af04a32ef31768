using Winnow.Core.Catalogue;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.Core.PseudoLabels;
using Winnow.Functions.Labelling;
using Winnow.Storage.Models;

namespace Winnow.Functions.Calibration;

/// <summary>Puts together what people and models say about the annotated items of one pack.</summary>
/// <remarks>Predictions that are there are read; a model is run over items that it has not predicted, and its answers are used here alone.</remarks>
public sealed class PackCalibrator(ICatalogue catalogue, IModelStore models, ModelRunner runner, PredictionFiles files)
{
    public async Task<CalibrationCases> ReadAsync(CalibrationRule rule, string pack, CancellationToken cancellationToken)
    {
        var truths = TruthsOf(rule, await catalogue.ReadAnnotationsAsync(rule.Dataset, pack, cancellationToken));
        if (truths.Count == 0) return new([], []);
        var items = (await catalogue.ReadPackAsync(rule.Dataset, pack, cancellationToken))
            .Where(item => truths.ContainsKey(item.Id) && (rule.Precision.Split is not { } split || item.Split == split)).OrderBy(item => item.Offset).ToList();
        var answers = new List<Answers>();
        foreach (var model in items.Count > 0 ? rule.Models : [])
            answers.Add(await AnswerAsync(rule, pack, items, ModelId.Parse(model), cancellationToken));
        var cases = items.Select(item => new CalibrationCase(item.Id, truths[item.Id], [.. answers.Select(model => model.Of.GetValueOrDefault(item.Id))]));
        return new([.. answers.Select(model => model.Classes)], [.. cases.Where(one => one.Answers.Any(answer => answer is not null))]);
    }

    /// <summary>What people say, by item id; of several sources the one that counts elsewhere, too.</summary>
    private static Dictionary<string, string> TruthsOf(CalibrationRule rule, IEnumerable<Annotation> annotations) => annotations
        .OrderBy(annotation => annotation.Source != Annotation.DefaultSource).ThenBy(annotation => annotation.Source, StringComparer.Ordinal)
        .Select(annotation => (annotation.ItemId, Truth: rule.IsPerClass ? annotation.Label : annotation.Text))
        .Where(said => said.Truth is not null).DistinctBy(said => said.ItemId)
        .ToDictionary(said => said.ItemId, said => said.Truth!);

    private async Task<Answers> AnswerAsync(CalibrationRule rule, string pack, List<Item> items, ModelId model, CancellationToken cancellationToken)
    {
        var known = await ReadKnownAsync(rule, pack, model, cancellationToken);
        var missing = items.FindAll(item => !known.Of.ContainsKey(item.Id));
        if (missing.Count == 0) return known;
        var run = await runner.RunAsync(rule.Dataset, pack, missing, await models.ResolveAsync(model.ToString(), cancellationToken), cancellationToken);
        foreach (var (item, result) in run.Answers)
            known.Of[item.Id] = run.ToAnswer(result);
        return known with { Classes = run.Classes.Count > 0 ? run.Classes : known.Classes };
    }

    /// <summary>The answers that are there; of a model of classes only those whose probabilities are there, too.</summary>
    private async Task<Answers> ReadKnownAsync(CalibrationRule rule, string pack, ModelId model, CancellationToken cancellationToken)
    {
        var known = new Answers([], []);
        foreach (var run in (await catalogue.ReadPredictionsAsync(rule.Dataset, pack, model, cancellationToken)).GroupBy(prediction => prediction.Run))
        {
            var details = rule.IsPerClass ? await files.ReadDetailsAsync(rule.Dataset, model, run.Key, pack, cancellationToken) : null;
            foreach (var prediction in run)
            {
                var probabilities = details?.GetValueOrDefault(prediction.ItemId)?.Probabilities as ProbabilityDictionary;
                if (rule.IsPerClass && prediction.Error is null && probabilities is null) continue;
                known.Of[prediction.ItemId] = ToAnswer(prediction, probabilities);
                known = probabilities is null ? known : known with { Classes = probabilities.Classes.Names };
            }
        }

        return known;
    }

    private static ModelAnswer? ToAnswer(Prediction prediction, ProbabilityDictionary? probabilities) => prediction is { Error: null, Confidence: { } confidence }
        ? new(prediction.Label ?? prediction.Whole() ?? "", confidence, probabilities?.Span.ToArray())
        : null;

    /// <param name="Classes">Of the probabilities; empty when the model gives none.</param>
    /// <param name="Of">By item id; null when the model failed.</param>
    private sealed record Answers(IReadOnlyList<string> Classes, Dictionary<string, ModelAnswer?> Of);
}

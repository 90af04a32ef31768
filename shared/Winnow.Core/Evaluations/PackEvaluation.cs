using Winnow.Core.Catalogue;
using Winnow.Core.Metrics.Text;
using Winnow.Core.Models;

namespace Winnow.Core.Evaluations;

/// <summary>The evaluation of one pack: its annotations joined with the predictions of one model, in memory.</summary>
/// <remarks>Of several annotations of an item that fit the task, <see cref="Annotation.DefaultSource"/> counts, else the first source by name.</remarks>
public sealed class PackEvaluation
{
    private readonly Dictionary<string, string> truths;
    private readonly Dictionary<string, Prediction> predictions;
    private readonly List<ItemOutcome> outcomes = [];
    private SkippedItems skipped = new(0, 0, 0);

    /// <param name="task">What is compared: labels or texts.</param>
    /// <param name="items">The pack's items, of the wanted split.</param>
    /// <param name="annotations">Annotations of the pack.</param>
    /// <param name="predictions">Predictions of one model for the pack.</param>
    public PackEvaluation(
        ModelTask task, IReadOnlyList<Item> items, IReadOnlyList<Annotation> annotations, IReadOnlyList<Prediction> predictions)
    {
        Accumulator = new(task);
        truths = annotations
            .Where(annotation => TruthOf(annotation) is not null)
            .GroupBy(annotation => annotation.ItemId)
            .ToDictionary(group => group.Key, group => TruthOf(group.OrderBy(Rank).ThenBy(one => one.Source, StringComparer.Ordinal).First())!);
        this.predictions = predictions.ToDictionary(prediction => prediction.ItemId);
        foreach (var item in items)
        {
            Add(item);
        }

        Accumulator.AddPack(skipped, outcomes.Where(outcome => !outcome.IsCorrect));
    }

    public EvaluationAccumulator Accumulator { get; }

    /// <summary>The items in the scores, in pack order.</summary>
    public IReadOnlyList<ItemOutcome> Outcomes => outcomes;

    /// <summary>Annotated items about which the model said nothing, and did not fail on either.</summary>
    public long Unpredicted => skipped.NoPrediction;

    private void Add(Item item)
    {
        if (!truths.TryGetValue(item.Id, out var truth))
        {
            skipped += new SkippedItems(1, 0, 0);
        }
        else if (!predictions.TryGetValue(item.Id, out var prediction))
        {
            skipped += new SkippedItems(0, 1, 0);
        }
        else if (SaidOf(prediction) is not { } said || !double.IsFinite(prediction.Confidence))
        {
            skipped += new SkippedItems(0, 0, 1);
        }
        else
        {
            outcomes.Add(Compare(item, truth, said, Math.Clamp(prediction.Confidence, 0, 1)));
        }
    }

    private ItemOutcome Compare(Item item, string truth, string said, double confidence)
    {
        var characters = new EditCounts(0, 0, 0, 1);
        if (Accumulator.Text is { } text)
        {
            characters = text.Add(truth, said, confidence).Characters;
        }
        else
        {
            Accumulator.Classification!.Add(truth, said, confidence);
            characters = characters with { Substitutions = string.Equals(truth, said, StringComparison.Ordinal) ? 0 : 1 };
        }

        return new()
        {
            ItemId = item.Id,
            Name = item.Name,
            Pack = item.Pack,
            Truth = truth,
            Predicted = said,
            Confidence = confidence,
            IsCorrect = characters.Edits == 0,
            Edits = characters.Edits,
            ReferenceLength = characters.ReferenceLength,
        };
    }

    private string? TruthOf(Annotation annotation) => Accumulator.Task == ModelTask.Classification ? annotation.Label : annotation.Text;

    private string? SaidOf(Prediction prediction) =>
        prediction.Error is not null ? null : Accumulator.Task == ModelTask.Classification ? prediction.Label : prediction.Text;

    private static int Rank(Annotation annotation) => annotation.Source == Annotation.DefaultSource ? 0 : 1;
}

using System.Text.Json.Serialization;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Text;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Models;

namespace Winnow.Core.Evaluations;

/// <summary>The numbers of some packs: what shards write, and what is merged into a report. Merging is exact, in any order.</summary>
public sealed class EvaluationAccumulator
{
    /// <summary>How many of the worst items are kept.</summary>
    public const int WorstItems = 100;

    /// <param name="task">Decides which of the two accumulators is there.</param>
    public EvaluationAccumulator(ModelTask task)
        : this(
            task, 0, new(0, 0, 0), task == ModelTask.Classification ? new() : null,
            task == ModelTask.TextRecognition ? new(TextNormaliser.Default) : null, [])
    {
    }

    /// <summary>Continues from serialised numbers.</summary>
    [JsonConstructor]
    public EvaluationAccumulator(
        ModelTask task, int packs, SkippedItems skipped, ClassificationAccumulator? classification, TextAccumulator? text, IReadOnlyList<ItemOutcome> worst) =>
        (Task, Packs, Skipped, Classification, Text, Worst) = (task, packs, skipped, classification, text, worst);

    public ModelTask Task { get; }

    public int Packs { get; private set; }

    public SkippedItems Skipped { get; private set; }

    public ClassificationAccumulator? Classification { get; }

    public TextAccumulator? Text { get; }

    /// <summary>The worst mistakes, the worst first: of classes the most confident, of texts those with the most edits.</summary>
    public IReadOnlyList<ItemOutcome> Worst { get; private set; }

    /// <summary>Items in the scores.</summary>
    [JsonIgnore]
    public long Items => Classification?.Items ?? Text?.Items ?? 0;

    [JsonIgnore]
    public long Wrong => Items - (Classification?.Correct ?? Text?.Exact ?? 0);

    [JsonIgnore]
    public CalibrationAccumulator Calibration => Classification?.Calibration ?? Text!.Calibration;

    /// <summary>Adds what one pack came to beside its items.</summary>
    public void AddPack(SkippedItems skipped, IEnumerable<ItemOutcome> wrong)
    {
        Packs++;
        Skipped += skipped;
        Worst = Rank(Worst.Concat(wrong));
    }

    public void Merge(EvaluationAccumulator other)
    {
        Packs += other.Packs;
        Skipped += other.Skipped;
        Worst = Rank(Worst.Concat(other.Worst));
        Classification?.Merge(other.Classification ?? throw Mismatch(other));
        Text?.Merge(other.Text ?? throw Mismatch(other));
    }

    /// <summary>All scores of the task.</summary>
    public IReadOnlyDictionary<string, Score> GetScores() => Classification?.GetScores() ?? Text!.GetScores();

    private ItemOutcome[] Rank(IEnumerable<ItemOutcome> outcomes)
    {
        var byEdits = Task == ModelTask.TextRecognition;
        return
        [
            .. outcomes.OrderByDescending(outcome => byEdits ? outcome.Edits : 0).ThenByDescending(outcome => outcome.Confidence)
                .ThenBy(outcome => outcome.ItemId, StringComparer.Ordinal).Take(WorstItems),
        ];
    }

    private ArgumentException Mismatch(EvaluationAccumulator other) =>
        new($"Numbers of the task {other.Task} cannot be merged into those of {Task}.", nameof(other));
}

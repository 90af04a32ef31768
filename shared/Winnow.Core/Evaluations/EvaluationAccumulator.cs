using System.Text.Json.Serialization;

namespace Winnow.Core.Evaluations;

/// <summary>The numbers of some packs: what shards write, and what is merged into a report. Merging is exact, in any order.</summary>
[method: JsonConstructor]
public sealed class EvaluationAccumulator(TaskEvaluation task, int packs, SkippedItems skipped, IReadOnlyList<ItemOutcome> worst, long wrong)
{
    /// <summary>How many of the worst items are kept.</summary>
    public const int WorstItems = 100;

    /// <summary>Starts with nothing.</summary>
    public EvaluationAccumulator(TaskEvaluation task)
        : this(task, 0, new(0, 0, 0), [], 0)
    {
    }

    public TaskEvaluation Task { get; } = task;

    public int Packs { get; private set; } = packs;

    public SkippedItems Skipped { get; private set; } = skipped;

    /// <summary>The worst mistakes: the greatest loss first, and of the same loss the most confident.</summary>
    public IReadOnlyList<ItemOutcome> Worst { get; private set; } = worst;

    /// <summary>Items whose answer is not entirely right.</summary>
    public long Wrong { get; private set; } = wrong;

    /// <summary>Items in the scores.</summary>
    [JsonIgnore]
    public long Items => Task.Items;

    /// <summary>Adds what one pack came to beside its items.</summary>
    public void AddPack(SkippedItems skipped, IReadOnlyCollection<ItemOutcome> wrong)
    {
        Packs++;
        Skipped += skipped;
        Wrong += wrong.Count;
        Worst = Rank(Worst.Concat(wrong));
    }

    public void Merge(EvaluationAccumulator other)
    {
        Packs += other.Packs;
        Skipped += other.Skipped;
        Wrong += other.Wrong;
        Worst = Rank(Worst.Concat(other.Worst));
        Task.Merge(other.Task);
    }

    private static ItemOutcome[] Rank(IEnumerable<ItemOutcome> outcomes) =>
    [
        .. outcomes.OrderByDescending(outcome => outcome.Loss).ThenByDescending(outcome => outcome.Confidence ?? -1)
            .ThenBy(outcome => outcome.ItemId, StringComparer.Ordinal).Take(WorstItems).Select(outcome => outcome with { Probabilities = null }),
    ];
}

using System.Text.Json.Serialization;
using Winnow.Core.Slices;

namespace Winnow.Core.Evaluations;

/// <summary>The numbers of some packs: what shards write, and what is merged into a report. Merging is exact, in any order.</summary>
[method: JsonConstructor]
public sealed class EvaluationAccumulator(
    TaskEvaluation task, int packs, SkippedItems skipped, IReadOnlyList<ItemOutcome> worst, long wrong, IReadOnlyList<string> attributeNames, IReadOnlyList<string> numberNames)
{
    private readonly RankedItems<ItemOutcome> mistakes = new(WorstItems, wrong, [.. worst.Select(Rank)]);
    private readonly SortedSet<string> attributeNames = new(attributeNames, StringComparer.Ordinal);
    private readonly SortedSet<string> numberNames = new(numberNames, StringComparer.Ordinal);

    /// <summary>How many of the worst items are kept.</summary>
    public const int WorstItems = 100;

    /// <summary>Starts with nothing.</summary>
    public EvaluationAccumulator(TaskEvaluation task)
        : this(task, 0, new(0, 0, 0), [], 0, [], [])
    {
    }

    public TaskEvaluation Task { get; } = task;

    public int Packs { get; private set; } = packs;

    public SkippedItems Skipped { get; private set; } = skipped;

    /// <summary>The worst mistakes: the greatest loss first, and of the same loss the most confident.</summary>
    public IReadOnlyList<ItemOutcome> Worst => [.. mistakes.Items.Select(ranked => ranked.Item)];

    /// <summary>Items whose answer is not entirely right.</summary>
    public long Wrong => mistakes.Added;

    /// <summary>Names of the facts about the items that are words, in order.</summary>
    public IReadOnlyList<string> AttributeNames => [.. attributeNames];

    /// <summary>Names of those that are numbers, in order.</summary>
    public IReadOnlyList<string> NumberNames => [.. numberNames];

    /// <summary>Items in the scores.</summary>
    [JsonIgnore]
    public long Items => Task.Items;

    /// <summary>Adds what one pack came to beside its items.</summary>
    public void AddPack(SkippedItems skipped, IReadOnlyCollection<ItemOutcome> outcomes)
    {
        Packs++;
        Skipped += skipped;
        foreach (var outcome in outcomes.Where(outcome => !outcome.IsCorrect))
        {
            mistakes.Add(Rank(outcome));
        }

        attributeNames.UnionWith(outcomes.SelectMany(outcome => outcome.Attributes.Keys));
        numberNames.UnionWith(outcomes.SelectMany(outcome => outcome.Numbers.Keys));
    }

    public void Merge(EvaluationAccumulator other)
    {
        Packs += other.Packs;
        Skipped += other.Skipped;
        mistakes.Merge(other.mistakes);
        attributeNames.UnionWith(other.attributeNames);
        numberNames.UnionWith(other.numberNames);
        Task.Merge(other.Task);
    }

    private static RankedItem<ItemOutcome> Rank(ItemOutcome outcome) =>
        new(outcome.ItemId, outcome.Loss, outcome.Confidence ?? -1, outcome with { Probabilities = null });
}

using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Tasks;

namespace Winnow.Core.Evaluations;

/// <summary>The evaluation of one pack: its annotations joined with the predictions of one model, in memory.</summary>
/// <remarks>
/// Of several annotations of an item that fit the task, <see cref="Annotation.DefaultSource"/> counts, else the first source by name; their metadata are
/// joined in the same order. Attributes of an outcome: <c>split</c>, <c>media-type</c>, <c>folder</c>, <c>truth</c> (classification) and
/// <c>metadata.…</c>; numbers: <c>width</c>, <c>height</c>, <c>bytes</c>, and those of the task.
/// </remarks>
public sealed class PackEvaluation
{
    private readonly EvaluationSpec spec;
    private readonly bool isReference;
    private readonly ILookup<string, Annotation> annotations;
    private readonly Dictionary<string, Prediction> predictions;
    private readonly List<ItemOutcome> outcomes = [];
    private SkippedItems skipped = new(0, 0, 0);

    /// <param name="spec">What is compared, and how.</param>
    /// <param name="items">The pack's items.</param>
    /// <param name="annotations">Annotations of the pack.</param>
    /// <param name="predictions">Predictions of one model for the pack.</param>
    /// <param name="isReference">Image generation: whether these are the real images.</param>
    /// <param name="classes">The classes that brought predictions give probabilities of, in a fixed order; null when the predictions say, or have none.</param>
    public PackEvaluation(
        EvaluationSpec spec, IReadOnlyList<Item> items, IReadOnlyList<Annotation> annotations, IReadOnlyList<Prediction> predictions, bool isReference = false,
        IReadOnlyList<string>? classes = null)
    {
        (this.spec, this.isReference) = (spec, isReference);
        Accumulator = new(TaskEvaluations.Create(spec, classes));
        this.annotations = annotations.OrderBy(Rank).ThenBy(one => one.Source, StringComparer.Ordinal).ToLookup(annotation => annotation.ItemId);
        this.predictions = predictions.ToDictionary(prediction => prediction.ItemId);
        foreach (var item in items)
        {
            if (spec.Split is null || isReference || item.Split == spec.Split)
            {
                Add(item);
            }
        }

        Accumulator.AddPack(skipped, outcomes);
    }

    public EvaluationAccumulator Accumulator { get; }

    /// <summary>The items in the scores, in pack order.</summary>
    public IReadOnlyList<ItemOutcome> Outcomes => outcomes;

    /// <summary>Wanted items about which the model said nothing, and did not fail on either.</summary>
    public long Unpredicted { get; private set; }

    private TaskEvaluation Task => Accumulator.Task;

    private void Add(Item item)
    {
        var truth = annotations[item.Id].FirstOrDefault(Task.HasTruth) ?? (Task.NeedsTruth ? null : new Annotation { ItemId = item.Id });
        if (truth is null)
        {
            skipped += new SkippedItems(1, 0, 0);
            return;
        }

        var metadata = MetadataOf(item);
        if (spec.Query is { } query && !query.Matches(item, truth, metadata))
        {
            return;
        }

        if (Answer(item) is { } said)
        {
            Compare(new(item, truth, said, isReference), metadata);
        }
    }

    // Counts what has no answer.
    private Prediction? Answer(Item item)
    {
        if (predictions.TryGetValue(item.Id, out var prediction))
        {
            if (prediction.Error is null && prediction.Confidence is null or (>= 0 and <= 1))
            {
                return prediction;
            }

            skipped += new SkippedItems(0, 0, 1);
            return null;
        }

        Unpredicted++;
        if (spec.Missing == MissingRule.Empty && Task.TakesEmpty)
        {
            skipped += new SkippedItems(0, 0, 0, 1);
            return new() { ItemId = item.Id, Model = ModelId.Parse(spec.Model), Run = "", Confidence = null, Detail = new() };
        }

        skipped += new SkippedItems(0, 1, 0);
        return null;
    }

    private void Compare(EvaluationCase item, IReadOnlyDictionary<string, string> metadata)
    {
        if (Add(item) is not { } compared)
        {
            skipped += new SkippedItems(0, 0, 1);
            return;
        }

        outcomes.Add(new()
        {
            ItemId = item.Item.Id,
            Name = item.Item.Name,
            Pack = item.Item.Pack,
            Truth = compared.Truth,
            Predicted = compared.Predicted,
            Confidence = item.Said.Confidence,
            Loss = compared.Loss,
            Parts = compared.Parts,
            Attributes = ItemAttributes.TextsOf(item, metadata),
            Numbers = ItemAttributes.NumbersOf(item.Item, compared),
            Probabilities = compared.Probabilities,
            Objects = compared.Objects,
        });
    }

    // What breaks a rule of the metric (a document ranked twice, vectors of different lengths) is an error of that prediction alone.
    private Comparison? Add(EvaluationCase item)
    {
        try
        {
            return Task.Add(item);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private Dictionary<string, string> MetadataOf(Item item)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var annotation in annotations[item.Id])
        {
            foreach (var (name, value) in annotation.Detail?.Metadata ?? metadata)
            {
                metadata.TryAdd(name, value);
            }
        }

        return metadata;
    }

    private static int Rank(Annotation annotation) => annotation.Source == Annotation.DefaultSource ? 0 : 1;
}

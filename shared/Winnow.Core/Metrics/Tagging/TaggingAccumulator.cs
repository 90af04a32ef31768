using System.Text.Json.Serialization;
using Winnow.Core.Labels.Internal;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Metrics.Tagging.Internal;

namespace Winnow.Core.Metrics.Tagging;

/// <summary>Collects pairs of true and predicted tag sequences: precision, recall and F1 of entities, accuracy of tags.</summary>
/// <remarks>
/// Entities are read and compared as seqeval 1.2.2 does in its default (lenient, conlleval) mode: IOB2 and its relatives (IOE2, IOBES); an I without a
/// beginning begins an entity, so does one of another type; an entity is right when type, start and end are. Averages over the union of true and
/// predicted types, a ratio whose denominator is 0 is 0: micro (the names without a word for it) counts all types together, macro is the plain mean,
/// weighted weighs by support (0 when no entity is there). Where neither side has an entity the scores of entities are null (seqeval: 0, or NaN for
/// macro). Tags that are not of these schemes throw (seqeval warns and goes on). Everything is counted in whole numbers: merging is exact, in any
/// order. Memory: a few numbers per type.
/// </remarks>
public sealed class TaggingAccumulator
{
    private readonly NameNumbers types = new();
    private readonly List<(long Hits, long Predicted, long Support)> counts = [];
    private readonly List<Entity> expected = [];
    private readonly List<Entity> found = [];

    public TaggingAccumulator()
    {
    }

    /// <summary>Continues from serialised counts.</summary>
    [JsonConstructor]
    public TaggingAccumulator(long items, long tags, long correctTags, IReadOnlyList<EntityCounts> entities)
    {
        (Items, Tags, CorrectTags) = (items, tags, correctTags);
        Add(entities);
    }

    /// <summary>Sequences.</summary>
    public long Items { get; private set; }

    public long Tags { get; private set; }

    /// <summary>Tags that were predicted as they are.</summary>
    public long CorrectTags { get; private set; }

    /// <summary>Entities by type, ordered (ordinal).</summary>
    public IReadOnlyList<EntityCounts> Entities =>
    [
        .. counts.Select((count, type) => new EntityCounts(types[type], count.Hits, count.Predicted, count.Support))
            .Where(count => count.Predicted + count.Support > 0).OrderBy(count => count.Type, StringComparer.Ordinal),
    ];

    /// <summary>Compares a sequence with its truth and counts it.</summary>
    /// <param name="truthTags">The true tags, one per token: "O", "B-person", "I-person" …</param>
    /// <param name="predictedTags">As many predicted tags.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a tag is of no known scheme; then nothing is counted.</exception>
    public TaggingComparison Add(IReadOnlyList<string> truthTags, IReadOnlyList<string> predictedTags)
    {
        if (truthTags.Count != predictedTags.Count)
        {
            throw new ArgumentException($"{predictedTags.Count} tags were predicted for {truthTags.Count} tokens.", nameof(predictedTags));
        }

        EntityReader.Read(truthTags, types, expected);
        EntityReader.Read(predictedTags, types, found);
        var correct = 0;
        for (var i = 0; i < truthTags.Count; i++)
        {
            correct += string.Equals(truthTags[i], predictedTags[i], StringComparison.Ordinal) ? 1 : 0;
        }

        (Items, Tags, CorrectTags) = (Items + 1, Tags + truthTags.Count, CorrectTags + correct);
        return new(CountEntities(), found.Count, expected.Count, correct, truthTags.Count);
    }

    public void Merge(TaggingAccumulator other)
    {
        (Items, Tags, CorrectTags) = (Items + other.Items, Tags + other.Tags, CorrectTags + other.CorrectTags);
        Add(other.Entities);
    }

    /// <summary>Precision, recall and F1 of every type, ordered.</summary>
    public IReadOnlyList<ClassScore> GetTypeScores() => [.. Entities.Select(ScoreOf)];

    /// <summary>All scores by the names of <see cref="TaggingMetricNames"/>, 0 to 1.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        var scores = GetTypeScores();
        var all = ScoreOf(new("", counts.Sum(count => count.Hits), counts.Sum(count => count.Predicted), counts.Sum(count => count.Support)));
        var result = new Dictionary<string, Score>
        {
            [TaggingMetricNames.TagAccuracy] = new(Tags == 0 ? null : (double)CorrectTags / Tags, "tag-accuracy|equal tags/tags|O counts as a tag"),
        };
        foreach (var (name, value) in new (string, Func<ClassScore, double>)[] { ("precision", s => s.Precision), ("recall", s => s.Recall), ("f1", s => s.F1) })
        {
            var weighted = all.Support == 0 ? 0 : scores.Sum(score => value(score) * score.Support) / all.Support;
            result[$"entity-{name}"] = Average(name, "micro", value(all), scores.Count);
            result[$"entity-macro-{name}"] = Average(name, "macro", scores.Count == 0 ? 0 : scores.Average(value), scores.Count);
            result[$"entity-weighted-{name}"] = Average(name, "weighted by support", weighted, scores.Count);
        }

        return result;
    }

    private static Score Average(string name, string average, double value, int types) => new(
        types == 0 ? null : value,
        $"entity-{name}|average:{average}|types:{types}, union of true and predicted|match:type, start and end|mode:lenient|zero-division:0|seqeval 1.2.2 semantics");

    private static ClassScore ScoreOf(EntityCounts count) => new(
        count.Type, Ratio(count.Hits, count.Predicted), Ratio(count.Hits, count.Support), Ratio(2 * count.Hits, count.Support + count.Predicted),
        count.Support, count.Predicted);

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    /// <summary>The hits; both lists are ordered by start, and no two entities of a list share one.</summary>
    private int CountEntities()
    {
        var (hits, next) = (0, 0);
        foreach (var entity in expected)
        {
            while (next < found.Count && found[next].Start < entity.Start)
            {
                next++;
            }

            var isHit = next < found.Count && found[next] == entity;
            hits += isHit ? 1 : 0;
            Count(entity.Type, isHit ? 1 : 0, 0, 1);
        }

        foreach (var entity in found)
        {
            Count(entity.Type, 0, 1, 0);
        }

        return hits;
    }

    private void Add(IReadOnlyList<EntityCounts> entities)
    {
        foreach (var entity in entities)
        {
            Count(types.IdOf(entity.Type), entity.Hits, entity.Predicted, entity.Support);
        }
    }

    private void Count(int type, long hits, long predicted, long support)
    {
        while (counts.Count < types.Count)
        {
            counts.Add(default);
        }

        var count = counts[type];
        counts[type] = (count.Hits + hits, count.Predicted + predicted, count.Support + support);
    }
}

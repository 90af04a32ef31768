using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Retrieval.Internal;

namespace Winnow.Core.Metrics.Retrieval;

/// <summary>Collects vectors with labels: how well nearest neighbours share a label (leave-one-out retrieval within the set).</summary>
/// <remarks>
/// Every item is a query, all others are ranked by cosine similarity (single precision), ties by id (ordinal); those of the same label are relevant.
/// Recall at k is the share of queries with at least one hit among the first k, as metric learning reports it; MAP@R is that of K. Musgrave, S. Belongie
/// and S.-N. Lim, "A metric learning reality check", ECCV 2020. Items alone in their label are no queries, but are ranked; signatures count them.
/// All vectors are kept, scaled to length 1: 4 bytes per dimension and item, for up to <see cref="MaxItems"/> items. Scores are computed on demand in
/// O(items²·dimensions) time on all cores; nothing depends on the order of <see cref="Add"/> and <see cref="Merge"/>.
/// </remarks>
public sealed class EmbeddingAccumulator
{
    /// <summary>How many items are taken unless another limit is given.</summary>
    public const int DefaultMaxItems = 50_000;

    private static readonly int[] s_cutoffs = [1, 5, 10];
    private readonly Dictionary<string, EmbeddedItem> items = new(StringComparer.Ordinal);

    /// <param name="maxItems">How many items are taken.</param>
    public EmbeddingAccumulator(int maxItems = DefaultMaxItems) => MaxItems = maxItems;

    /// <summary>Continues from serialised vectors.</summary>
    [JsonConstructor]
    public EmbeddingAccumulator(int maxItems, int dimensions, IReadOnlyList<EmbeddingVector> vectors)
        : this(maxItems)
    {
        Dimensions = dimensions;
        foreach (var item in vectors)
        {
            var vector = MemoryMarshal.Cast<byte, float>(item.Vector);
            CheckNew(item.Id, vector);
            Keep(item.Id, item.Label, vector, 1);
        }
    }

    public int MaxItems { get; }

    /// <summary>Items so far.</summary>
    [JsonIgnore]
    public int Count => items.Count;

    /// <summary>Numbers per vector; 0 without items.</summary>
    public int Dimensions { get; private set; }

    /// <summary>The items, ordered by id (ordinal).</summary>
    public IReadOnlyList<EmbeddingVector> Vectors =>
        [.. Sorted().Select(item => new EmbeddingVector(item.Id, item.Label, MemoryMarshal.AsBytes(item.Vector.AsSpan(0, Dimensions)).ToArray()))];

    /// <summary>Takes an item.</summary>
    /// <param name="id">Its id, there once.</param>
    /// <param name="label">Items of the same label should be neighbours.</param>
    /// <param name="vector">Its embedding, of any length but 0.</param>
    /// <exception cref="ArgumentException">
    /// The id is there already, or the vector has other dimensions than those before it, a number that is not finite, or zeros alone.
    /// </exception>
    /// <exception cref="InvalidOperationException">There are <see cref="MaxItems"/> items.</exception>
    public void Add(string id, string label, ReadOnlySpan<float> vector)
    {
        CheckNew(id, vector);
        Keep(id, label, vector, LengthOf(id, vector));
    }

    /// <exception cref="ArgumentException">Dimensions differ, or an id is in both; then nothing is merged.</exception>
    /// <exception cref="InvalidOperationException">Together they are more than <see cref="MaxItems"/> items.</exception>
    public void Merge(EmbeddingAccumulator other)
    {
        foreach (var item in other.items.Values)
        {
            CheckNew(item.Id, item.Vector.AsSpan(0, other.Dimensions));
        }

        CheckRoom(other.items.Count);
        foreach (var item in other.items.Values)
        {
            items.Add(item.Id, item);
        }

        Dimensions = Math.Max(Dimensions, other.Dimensions);
    }

    /// <summary>Ranks the neighbours of every item: the items' own results, ordered by id.</summary>
    public IReadOnlyList<EmbeddingComparison> Compare(CancellationToken cancellationToken = default) =>
        new NeighbourSearch(Sorted()).Compare(cancellationToken);

    /// <summary>All scores by the names of <see cref="RetrievalMetricNames"/>, 0 to 1; compares all items.</summary>
    public IReadOnlyDictionary<string, Score> GetScores() => ScoresOf(Compare());

    /// <summary>The scores of results that <see cref="Compare"/> gave.</summary>
    public static IReadOnlyDictionary<string, Score> ScoresOf(IReadOnlyList<EmbeddingComparison> comparisons)
    {
        var (reciprocalRank, atR, hits) = (default(ExactMean), default(ExactMean), new ExactMean[s_cutoffs.Length]);
        foreach (var comparison in comparisons)
        {
            if (comparison is { FirstHit: { } rank, AveragePrecisionAtR: { } precision })
            {
                (reciprocalRank, atR) = (reciprocalRank.Plus(1.0 / rank), atR.Plus(precision));
                CountHits(rank, hits);
            }
        }

        var rest = $"leave-one-out|similarity:cosine, single precision|ties:by id|items alone in their label, no queries:{comparisons.Count - atR.Items}";
        var scores = new Dictionary<string, Score>
        {
            [RetrievalMetricNames.EmbeddingMeanReciprocalRank] = new(reciprocalRank.Value, $"embedding-mrr|{rest}"),
            [RetrievalMetricNames.MeanAveragePrecisionAtR] = new(atR.Value, $"map@r|{rest}|Musgrave et al. 2020"),
        };
        foreach (var (k, mean) in s_cutoffs.Zip(hits))
        {
            scores[RetrievalMetricNames.EmbeddingRecallAt(k)] = new(mean.Value, $"embedding-recall@{k}|at least one hit|{rest}");
        }

        return scores;
    }

    private static void CountHits(int rank, ExactMean[] hits)
    {
        for (var i = 0; i < hits.Length; i++)
        {
            hits[i] = hits[i].Plus(rank <= s_cutoffs[i] ? 1 : 0);
        }
    }

    private List<EmbeddedItem> Sorted() => [.. items.Values.OrderBy(item => item.Id, StringComparer.Ordinal)];

    private void CheckNew(string id, ReadOnlySpan<float> vector)
    {
        if (items.ContainsKey(id))
        {
            throw new ArgumentException($"'{id}' is there already.", nameof(id));
        }

        if (vector.Length == 0 || (items.Count > 0 && vector.Length != Dimensions))
        {
            throw new ArgumentException($"The vector of '{id}' has {vector.Length} numbers; {(items.Count > 0 ? $"{Dimensions}" : "at least 1")} expected.", nameof(vector));
        }
    }

    private void CheckRoom(int count)
    {
        if (count > MaxItems - items.Count)
        {
            throw new InvalidOperationException($"{(long)items.Count + count} vectors are more than the {MaxItems} that are kept; raise the limit or sample.");
        }
    }

    private void Keep(string id, string label, ReadOnlySpan<float> vector, double length)
    {
        CheckRoom(1);
        var scaled = new float[(vector.Length + DotProducts.Lanes - 1) / DotProducts.Lanes * DotProducts.Lanes];
        for (var i = 0; i < vector.Length; i++)
        {
            scaled[i] = (float)(vector[i] / length);
        }

        items.Add(id, new(id, label, scaled));
        Dimensions = vector.Length;
    }

    private static double LengthOf(string id, ReadOnlySpan<float> vector)
    {
        var squares = 0.0;
        foreach (var number in vector)
        {
            squares += (double)number * number;
        }

        return double.IsFinite(squares) && squares > 0
            ? Math.Sqrt(squares)
            : throw new ArgumentException($"The vector of '{id}' has {(squares == 0 ? "zeros alone" : "a number that is not finite")}.", nameof(vector));
    }
}

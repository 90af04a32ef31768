namespace Winnow.Core.Metrics.Retrieval.Internal;

/// <summary>Ranks all items of a set by their similarity to each of them.</summary>
/// <remarks>
/// Blocks of queries are compared with all items, so that a vector is read once per block. Memory per thread: 4·<see cref="BlockSize"/> + 8 bytes per item.
/// Of equally similar items the one that comes first in the set ranks first.
/// </remarks>
internal sealed class NeighbourSearch(IReadOnlyList<EmbeddedItem> items)
{
    public const int BlockSize = 4 * DotProducts.Rows;
    private readonly float[][] vectors = [.. items.Select(item => item.Vector)];
    private readonly int[] labels = Number(items);

    public EmbeddingComparison[] Compare(CancellationToken cancellationToken)
    {
        var sizes = new int[vectors.Length];
        foreach (var label in labels)
        {
            sizes[label]++;
        }

        var results = new EmbeddingComparison[vectors.Length];
        var blocks = (vectors.Length + BlockSize - 1) / BlockSize;
        Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancellationToken }, () => new Scratch(vectors.Length), (block, _, scratch) =>
        {
            var (first, end) = (block * BlockSize, Math.Min(vectors.Length, (block + 1) * BlockSize));
            FillSimilarities(first, end, scratch.Similarities);
            for (var query = first; query < end; query++)
            {
                results[query] = Rank(query, sizes[labels[query]] - 1, scratch.Similarities[query - first], scratch.Keys);
            }

            return scratch;
        }, _ => { });
        return results;
    }

    private static int[] Number(IReadOnlyList<EmbeddedItem> items)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. items.Select(item => numbers.TryGetValue(item.Label, out var number) ? number : numbers[item.Label] = numbers.Count)];
    }

    // The last block repeats its last query to fill a group of rows.
    private void FillSimilarities(int first, int end, float[][] similarities)
    {
        var queries = new float[BlockSize][];
        for (var i = 0; i < BlockSize; i++)
        {
            queries[i] = vectors[Math.Min(first + i, end - 1)];
        }

        for (var item = 0; item < vectors.Length; item++)
        {
            for (var row = 0; row < end - first; row += DotProducts.Rows)
            {
                (similarities[row][item], similarities[row + 1][item], similarities[row + 2][item], similarities[row + 3][item]) =
                    DotProducts.Of(queries.AsSpan(row, DotProducts.Rows), vectors[item]);
            }
        }
    }

    private EmbeddingComparison Rank(int query, int relevant, float[] similarities, ulong[] keys)
    {
        var (id, label) = (items[query].Id, items[query].Label);
        if (relevant == 0)
        {
            return new(id, label, null, null);
        }

        var (count, best) = (0, ulong.MaxValue);
        for (var item = 0; item < similarities.Length; item++)
        {
            if (item != query)
            {
                keys[count] = Key(similarities[item], item);
                best = labels[item] == labels[query] ? Math.Min(best, keys[count]) : best;
                count++;
            }
        }

        var ranking = keys.AsSpan(0, count);
        var firstHit = 1;
        foreach (var key in ranking)
        {
            firstHit += key < best ? 1 : 0;
        }

        return new(id, label, firstHit, firstHit > relevant ? 0 : AveragePrecision(query, ranking, relevant));
    }

    private double AveragePrecision(int query, Span<ulong> ranking, int relevant)
    {
        Selection.SmallestFirst(ranking, relevant);
        ranking = ranking[..relevant];
        ranking.Sort();
        var (hits, precisions) = (0, 0.0);
        for (var i = 0; i < relevant; i++)
        {
            if (labels[(int)(uint)ranking[i]] == labels[query])
            {
                hits++;
                precisions += (double)hits / (i + 1);
            }
        }

        return precisions / relevant;
    }

    // Smaller keys rank first: the bits of a number in descending order, then the place in the set. Adding 0 makes one number of 0 and −0.
    private static ulong Key(float similarity, int item)
    {
        var bits = BitConverter.SingleToUInt32Bits(similarity + 0f);
        var descending = (bits & 0x80000000) != 0 ? bits : ~(bits | 0x80000000);
        return ((ulong)descending << 32) | (uint)item;
    }

    private sealed class Scratch(int items)
    {
        public float[][] Similarities { get; } = [.. Enumerable.Range(0, BlockSize).Select(_ => new float[items])];

        public ulong[] Keys { get; } = new ulong[items];
    }
}

namespace Winnow.Core.Metrics.Retrieval.Internal;

/// <summary>Compares rankings with what is relevant; its lists are used again from query to query.</summary>
internal sealed class RankingComparer
{
    private const int NdcgCutoff = 10;
    private readonly List<double> gains = [];
    private readonly HashSet<string> ranked = new(StringComparer.Ordinal);

    /// <summary>Null when no document is relevant.</summary>
    /// <exception cref="ArgumentException">A document is ranked twice.</exception>
    public RetrievalComparison? Compare(IReadOnlyDictionary<string, double> relevance, IReadOnlyList<string> ranking)
    {
        Check(ranking);
        Collect(relevance);
        if (gains.Count == 0)
        {
            return null;
        }

        var within = new int[RetrievalAccumulator.Cutoffs.Count];
        var (found, first, precisions, dcg, dcgAt10) = (0, 0, 0.0, 0.0, 0.0);
        for (var rank = 1; rank <= ranking.Count; rank++)
        {
            if (!relevance.TryGetValue(ranking[rank - 1], out var gain) || gain <= 0)
            {
                continue;
            }

            found++;
            first = found == 1 ? rank : first;
            precisions += (double)found / rank;
            dcg += Discounted(gain, rank);
            dcgAt10 = rank <= NdcgCutoff ? dcg : dcgAt10;
            CountWithin(rank, within);
        }

        // Rounding may put a perfect ranking a hair above 1.
        return new(
            Array.ConvertAll(within, count => (double)count / gains.Count),
            [.. within.Zip(RetrievalAccumulator.Cutoffs, (count, k) => (double)count / k)],
            first == 0 ? 0 : 1.0 / first, Math.Min(1, dcg / Ideal(gains.Count)), Math.Min(1, dcgAt10 / Ideal(NdcgCutoff)), precisions / gains.Count);
    }

    private void Check(IReadOnlyList<string> ranking)
    {
        ranked.Clear();
        foreach (var id in ranking)
        {
            if (!ranked.Add(id))
            {
                throw new ArgumentException($"'{id}' is ranked twice.", nameof(ranking));
            }
        }
    }

    /// <summary>The gains of the best possible ranking.</summary>
    private void Collect(IReadOnlyDictionary<string, double> relevance)
    {
        gains.Clear();
        foreach (var gain in relevance.Values)
        {
            if (gain > 0)
            {
                gains.Add(gain);
            }
        }

        gains.Sort();
        gains.Reverse();
    }

    private static void CountWithin(int rank, int[] within)
    {
        for (var i = 0; i < within.Length; i++)
        {
            within[i] += rank <= RetrievalAccumulator.Cutoffs[i] ? 1 : 0;
        }
    }

    private double Ideal(int cutoff)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(cutoff, gains.Count); i++)
        {
            sum += Discounted(gains[i], i + 1);
        }

        return sum;
    }

    private static double Discounted(double gain, int rank) => gain / Math.Log2(rank + 1);
}

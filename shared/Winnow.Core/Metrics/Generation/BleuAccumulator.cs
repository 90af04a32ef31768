using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Generation.Internal;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Generation;

/// <summary>Collects generated texts with their references for the BLEU of the corpus.</summary>
/// <remarks>
/// K. Papineni et al., ACL 2002, as sacreBLEU 2.6.0 computes it: 13a tokenizer, n-grams up to 4, exponential smoothing, no effective order, case kept;
/// of several references the closest length counts (of two equally close the shorter) and every n-gram as often as any of them has it. Statistics
/// are whole numbers: merging is exact, in any order. Texts may be empty. Memory: a fixed part and that of the longest text.
/// </remarks>
public sealed class BleuAccumulator
{
    private const int Orders = 4;
    private const int HypothesisLength = 0, ReferenceLength = 1, Matches = 2, Totals = Matches + Orders;
    private readonly long[] sums;
    private readonly NgramTrie ngrams = new(Orders);
    private readonly WordNumbers words = new();
    private int[] hypothesisTokens = [];
    private int[] referenceTokens = [];

    public BleuAccumulator()
        : this(new long[StatisticsLength], default)
    {
    }

    /// <summary>Continues from serialised sums.</summary>
    [JsonConstructor]
    public BleuAccumulator(IReadOnlyList<long> sums, ReferenceCounts references)
    {
        Check(sums.Count, nameof(sums));
        (this.sums, References) = ([.. sums], references);
    }

    /// <summary>How many numbers the statistics of an item are.</summary>
    public static int StatisticsLength => Totals + Orders;

    /// <summary>The statistics of all items, summed.</summary>
    public IReadOnlyList<long> Sums => sums;

    public ReferenceCounts References { get; private set; }

    /// <summary>BLEU of summed statistics, 0 to 100: what a bootstrap computes of resampled items.</summary>
    /// <param name="sums">As <see cref="Add"/> returns them, summed over items.</param>
    /// <exception cref="ArgumentException">Another number of statistics.</exception>
    public static double Score(ReadOnlySpan<double> sums)
    {
        Check(sums.Length, nameof(sums));
        var (smoothing, logs) = (1.0, 0.0);
        for (var order = 0; order < Orders; order++)
        {
            var (matches, total) = (sums[Matches + order], sums[Totals + order]);
            if (total == 0 || sums[Matches] == 0)
            {
                return 0;
            }

            smoothing *= matches == 0 ? 2 : 1;
            logs += Math.Log(matches == 0 ? 100 / (smoothing * total) : 100 * matches / total);
        }

        var (length, expected) = (sums[HypothesisLength], sums[ReferenceLength]);
        return (length < expected ? Math.Exp(1 - (expected / length)) : 1) * Math.Exp(logs / Orders);
    }

    /// <summary>Counts an item.</summary>
    /// <param name="references">One or more texts that would be right.</param>
    /// <param name="hypothesis">What was generated.</param>
    /// <returns>
    /// The item's statistics: tokens of the hypothesis, tokens of the closest reference, matched n-grams of orders 1 to 4, n-grams of the hypothesis of
    /// orders 1 to 4.
    /// </returns>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public double[] Add(IReadOnlyList<string> references, string hypothesis)
    {
        ReferenceTexts.Check(references);
        words.Begin();
        var tokens = Tokens(hypothesis, ref hypothesisTokens);
        ngrams.Begin(tokens);
        var statistics = new double[StatisticsLength];
        statistics[HypothesisLength] = tokens.Length;
        statistics[ReferenceLength] = Match(references, tokens.Length, statistics.AsSpan(Matches, Orders));
        for (var order = 0; order < Orders; order++)
        {
            statistics[Totals + order] = Math.Max(0, tokens.Length - order);
        }

        References = References.Plus(references.Count);
        CorpusCounts.AddTo(sums, statistics);
        return statistics;
    }

    public void Merge(BleuAccumulator other)
    {
        CorpusCounts.AddTo(sums, other.sums);
        References += other.References;
    }

    /// <summary>The score, 0 to 100; null without items.</summary>
    public IReadOnlyDictionary<string, Score> GetScores() => new Dictionary<string, Score>
    {
        [GenerationMetricNames.Bleu] = new(
            References.Most == 0 ? null : Score(CorpusCounts.ToNumbers(sums)),
            $"bleu|0-100|sacreBLEU nrefs:{References}|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0"),
    };

    /// <summary>The length of the reference whose length is closest.</summary>
    private int Match(IReadOnlyList<string> references, int length, Span<double> matches)
    {
        var closest = int.MaxValue;
        foreach (var reference in references)
        {
            var tokens = Tokens(reference, ref referenceTokens);
            ngrams.Match(tokens, matches);
            var (difference, least) = (Math.Abs(length - tokens.Length), Math.Abs((long)length - closest));
            closest = difference < least || (difference == least && tokens.Length < closest) ? tokens.Length : closest;
        }

        return closest;
    }

    private ReadOnlySpan<int> Tokens(string text, ref int[] buffer) => words.Write(Tokenizer13a.Apply(text), WhiteSpace.OfPython, ref buffer);

    private static void Check(int length, string name)
    {
        if (length != StatisticsLength)
        {
            throw new ArgumentException($"{length} statistics were given; BLEU has {StatisticsLength}.", name);
        }
    }
}

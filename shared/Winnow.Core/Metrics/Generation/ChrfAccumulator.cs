using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Generation.Internal;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Generation;

/// <summary>Collects generated texts with their references for the chrF and chrF++ of the corpus.</summary>
/// <remarks>
/// M. Popović, WMT 2015 and 2017, as sacreBLEU 2.6.0 computes it: character n-grams up to 6 without white space, for chrF++ word n-grams up to 2 too,
/// β = 2, precision and recall averaged over the orders that both sides have; of several references the one with the best score counts, the first
/// among equals. Statistics are whole numbers: merging is exact, in any order. Texts may be empty. Memory: a fixed part and that of the longest text.
/// </remarks>
public sealed class ChrfAccumulator
{
    private const int CharacterOrders = 6, WordOrders = 2, Counts = 3;
    private const double BetaSquared = 4;
    private readonly long[] chrf;
    private readonly long[] chrfPlusPlus;
    private readonly NgramTrie characters = new(CharacterOrders);
    private readonly NgramTrie words = new(WordOrders);
    private readonly WordNumbers numbers = new();
    private int[] buffer = [];

    public ChrfAccumulator()
        : this(new long[ChrfLength], new long[ChrfPlusPlusLength], default)
    {
    }

    /// <summary>Continues from serialised sums.</summary>
    [JsonConstructor]
    public ChrfAccumulator(IReadOnlyList<long> chrf, IReadOnlyList<long> chrfPlusPlus, ReferenceCounts references)
    {
        Check(chrf.Count == ChrfLength, chrf.Count, nameof(chrf));
        Check(chrfPlusPlus.Count == ChrfPlusPlusLength, chrfPlusPlus.Count, nameof(chrfPlusPlus));
        (this.chrf, this.chrfPlusPlus, References) = ([.. chrf], [.. chrfPlusPlus], references);
    }

    /// <summary>How many numbers chrF's statistics of an item are.</summary>
    public static int ChrfLength => Counts * CharacterOrders;

    /// <summary>How many numbers chrF++'s statistics of an item are.</summary>
    public static int ChrfPlusPlusLength => Counts * (CharacterOrders + WordOrders);

    /// <summary>The statistics of chrF of all items, summed.</summary>
    public IReadOnlyList<long> Chrf => chrf;

    /// <summary>The statistics of chrF++ of all items, summed.</summary>
    public IReadOnlyList<long> ChrfPlusPlus => chrfPlusPlus;

    public ReferenceCounts References { get; private set; }

    /// <summary>chrF or chrF++ of summed statistics, 0 to 100: what a bootstrap computes of resampled items.</summary>
    /// <param name="sums">One of the two lists that <see cref="Add"/> returns, summed over items.</param>
    /// <exception cref="ArgumentException">Another number of statistics.</exception>
    public static double Score(ReadOnlySpan<double> sums)
    {
        Check(sums.Length == ChrfLength || sums.Length == ChrfPlusPlusLength, sums.Length, nameof(sums));
        var (orders, precision, recall) = (0, 0.0, 0.0);
        for (var i = 0; i < sums.Length; i += Counts)
        {
            var (generated, expected, matched) = (sums[i], sums[i + 1], sums[i + 2]);
            if (generated > 0 && expected > 0)
            {
                orders++;
                precision += matched / generated;
                recall += matched / expected;
            }
        }

        return precision + recall == 0
            ? 0
            : 100 * (1 + BetaSquared) * (precision / orders) * (recall / orders) / ((BetaSquared * precision / orders) + (recall / orders));
    }

    /// <summary>Counts an item.</summary>
    /// <param name="references">One or more texts that would be right.</param>
    /// <param name="hypothesis">What was generated.</param>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public ChrfComparison Add(IReadOnlyList<string> references, string hypothesis)
    {
        ReferenceTexts.Check(references);
        var (letters, tokens) = Begin(hypothesis);
        var (item, score, scorePlusPlus) = (new ChrfComparison(new double[ChrfLength], new double[ChrfPlusPlusLength]), -1.0, -1.0);
        Span<double> counts = stackalloc double[ChrfPlusPlusLength];
        foreach (var reference in references)
        {
            counts.Clear();
            Compare(characters, ChrfSymbols.WriteCharacters(reference, ref buffer), letters, counts[..ChrfLength]);
            Compare(words, ChrfSymbols.WriteWords(reference, numbers, ref buffer), tokens, counts[ChrfLength..]);
            KeepBest(counts[..ChrfLength], item.Chrf, ref score);
            KeepBest(counts, item.ChrfPlusPlus, ref scorePlusPlus);
        }

        References = References.Plus(references.Count);
        CorpusCounts.AddTo(chrf, item.Chrf);
        CorpusCounts.AddTo(chrfPlusPlus, item.ChrfPlusPlus);
        return item;
    }

    public void Merge(ChrfAccumulator other)
    {
        CorpusCounts.AddTo(chrf, other.chrf);
        CorpusCounts.AddTo(chrfPlusPlus, other.chrfPlusPlus);
        References += other.References;
    }

    /// <summary>Both scores, 0 to 100; null without items.</summary>
    public IReadOnlyDictionary<string, Score> GetScores() => new Dictionary<string, Score>
    {
        [GenerationMetricNames.Chrf] = ScoreOf("chrf", chrf, 0),
        [GenerationMetricNames.ChrfPlusPlus] = ScoreOf("chrf++", chrfPlusPlus, WordOrders),
    };

    private Score ScoreOf(string name, long[] sums, int wordOrders) => new(
        References.Most == 0 ? null : Score(CorpusCounts.ToNumbers(sums)),
        $"{name}|0-100|beta:2|sacreBLEU nrefs:{References}|case:mixed|eff:yes|nc:{CharacterOrders}|nw:{wordOrders}|space:no|version:2.6.0");

    private (int Letters, int Tokens) Begin(string hypothesis)
    {
        numbers.Begin();
        var letters = ChrfSymbols.WriteCharacters(hypothesis, ref buffer);
        characters.Begin(letters);
        var count = letters.Length;
        var tokens = ChrfSymbols.WriteWords(hypothesis, numbers, ref buffer);
        words.Begin(tokens);
        return (count, tokens.Length);
    }

    // N-grams of the hypothesis do not count where the reference has none of their order.
    private static void Compare(NgramTrie ngrams, ReadOnlySpan<int> reference, int length, Span<double> counts)
    {
        var orders = counts.Length / Counts;
        Span<double> matches = stackalloc double[orders];
        matches.Clear();
        ngrams.ForgetReferences();
        ngrams.Match(reference, matches);
        for (var order = 0; order < orders; order++)
        {
            var expected = Math.Max(0, reference.Length - order);
            counts[order * Counts] = expected == 0 ? 0 : Math.Max(0, length - order);
            counts[(order * Counts) + 1] = expected;
            counts[(order * Counts) + 2] = matches[order];
        }
    }

    private static void KeepBest(ReadOnlySpan<double> counts, double[] best, ref double bestScore)
    {
        var score = Score(counts);
        if (score > bestScore)
        {
            bestScore = score;
            counts.CopyTo(best);
        }
    }

    private static void Check(bool isKnown, int length, string name)
    {
        if (!isKnown)
        {
            throw new ArgumentException($"{length} statistics were given; chrF has {ChrfLength}, chrF++ {ChrfPlusPlusLength}.", name);
        }
    }
}

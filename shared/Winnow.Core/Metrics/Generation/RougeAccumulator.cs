using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Generation.Internal;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Generation;

/// <summary>Collects generated texts with their references for ROUGE-1, ROUGE-2 and ROUGE-L.</summary>
/// <remarks>
/// C.-Y. Lin, "ROUGE: a package for automatic evaluation of summaries", 2004, as google-research's rouge_score computes it without stemmer: runs of
/// [a-z0-9] of the lower-cased text, F-measure, ROUGE-L over the whole text. An item's score is the highest over its references, and 0 when either
/// text has no such word; a corpus' score is the plain mean over items (rouge_score's aggregator reports the mean of a bootstrap).
/// </remarks>
public sealed class RougeAccumulator
{
    private const int Orders = 2;
    private readonly NgramTrie ngrams = new(Orders);
    private readonly WordNumbers words = new();
    private int[] hypothesisWords = [];
    private int[] referenceWords = [];

    public RougeAccumulator()
    {
    }

    /// <summary>Continues from serialised means.</summary>
    [JsonConstructor]
    public RougeAccumulator(ExactMean rouge1, ExactMean rouge2, ExactMean rougeL) => (Rouge1, Rouge2, RougeL) = (rouge1, rouge2, rougeL);

    public ExactMean Rouge1 { get; private set; }

    public ExactMean Rouge2 { get; private set; }

    public ExactMean RougeL { get; private set; }

    /// <summary>Counts an item.</summary>
    /// <param name="references">One or more texts that would be right.</param>
    /// <param name="hypothesis">What was generated.</param>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public RougeComparison Add(IReadOnlyList<string> references, string hypothesis)
    {
        ReferenceTexts.Check(references);
        words.Begin();
        var generated = RougeWords.Write(hypothesis, words, ref hypothesisWords);
        ngrams.Begin(generated);
        var best = default(RougeComparison);
        foreach (var reference in references)
        {
            var item = Compare(RougeWords.Write(reference, words, ref referenceWords), generated);
            best = new(Math.Max(best.Rouge1, item.Rouge1), Math.Max(best.Rouge2, item.Rouge2), Math.Max(best.RougeL, item.RougeL));
        }

        (Rouge1, Rouge2, RougeL) = (Rouge1.Plus(best.Rouge1), Rouge2.Plus(best.Rouge2), RougeL.Plus(best.RougeL));
        return best;
    }

    public void Merge(RougeAccumulator other) =>
        (Rouge1, Rouge2, RougeL) = (Rouge1 + other.Rouge1, Rouge2 + other.Rouge2, RougeL + other.RougeL);

    /// <summary>The three scores, 0 to 1; null without items.</summary>
    public IReadOnlyDictionary<string, Score> GetScores() => new Dictionary<string, Score>
    {
        [GenerationMetricNames.Rouge1] = ScoreOf("rouge-1", Rouge1),
        [GenerationMetricNames.Rouge2] = ScoreOf("rouge-2", Rouge2),
        [GenerationMetricNames.RougeL] = ScoreOf("rouge-l", RougeL),
    };

    private static Score ScoreOf(string name, ExactMean mean) => new(
        mean.Value, $"{name}|f-measure, mean over items|references:max|tokens:[a-z0-9]+ of lower case|stemmer:no|google-research rouge_score semantics");

    private RougeComparison Compare(ReadOnlySpan<int> reference, ReadOnlySpan<int> generated)
    {
        Span<double> matches = stackalloc double[Orders];
        matches.Clear();
        ngrams.ForgetReferences();
        ngrams.Match(reference, matches);
        var common = LongestCommonSubsequence.Length(reference, generated);
        return new(
            FMeasure(matches[0], reference.Length, generated.Length), FMeasure(matches[1], reference.Length - 1, generated.Length - 1),
            FMeasure(common, reference.Length, generated.Length));
    }

    private static double FMeasure(double matches, int expected, int generated) => matches == 0 ? 0 : 2 * matches / (expected + generated);
}

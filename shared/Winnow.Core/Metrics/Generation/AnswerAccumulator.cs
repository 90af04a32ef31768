using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Generation.Internal;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Generation;

/// <summary>Collects short answers with their references for SQuAD's exact match and F1.</summary>
/// <remarks>
/// P. Rajpurkar et al., 2016, as the evaluation script of SQuAD v1.1 computes it: lower case, no ASCII punctuation, no articles, words apart by white
/// space; an item's scores are the highest over its references; F1 is 0 when no word is common, so also for two empty answers, which match exactly.
/// From 0 to 1; the script prints 100 times that.
/// </remarks>
public sealed class AnswerAccumulator
{
    private readonly NgramTrie single = new(1);
    private readonly WordNumbers words = new();
    private int[] hypothesisWords = [];
    private int[] referenceWords = [];

    public AnswerAccumulator()
    {
    }

    /// <summary>Continues from serialised counts.</summary>
    [JsonConstructor]
    public AnswerAccumulator(long exact, ExactMean f1) => (Exact, F1) = (exact, f1);

    /// <summary>Items whose words are those of a reference.</summary>
    public long Exact { get; private set; }

    public ExactMean F1 { get; private set; }

    /// <summary>Counts an item.</summary>
    /// <param name="references">One or more answers that would be right.</param>
    /// <param name="hypothesis">What was answered.</param>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public AnswerComparison Add(IReadOnlyList<string> references, string hypothesis)
    {
        ReferenceTexts.Check(references);
        words.Begin();
        var answered = SquadWords.Write(hypothesis, words, ref hypothesisWords);
        single.Begin(answered);
        var (isExact, f1) = (false, 0.0);
        foreach (var reference in references)
        {
            var expected = SquadWords.Write(reference, words, ref referenceWords);
            isExact |= expected.SequenceEqual(answered);
            f1 = Math.Max(f1, Compare(expected, answered.Length));
        }

        (Exact, F1) = (Exact + (isExact ? 1 : 0), F1.Plus(f1));
        return new(isExact, f1);
    }

    public void Merge(AnswerAccumulator other) => (Exact, F1) = (Exact + other.Exact, F1 + other.F1);

    /// <summary>Both scores, 0 to 1; null without items.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        const string choices = "references:max|lower case, no ASCII punctuation, no articles|SQuAD v1.1 script";
        return new Dictionary<string, Score>
        {
            [GenerationMetricNames.SquadExactMatch] = new(F1.Items == 0 ? null : (double)Exact / F1.Items, $"squad-em|0-1|exact/items|{choices}"),
            [GenerationMetricNames.SquadF1] = new(F1.Value, $"squad-f1|0-1|mean over items of word overlap|{choices}"),
        };
    }

    private double Compare(ReadOnlySpan<int> expected, int answered)
    {
        Span<double> matches = [0];
        single.ForgetReferences();
        single.Match(expected, matches);
        return matches[0] == 0 ? 0 : 2 * matches[0] / (expected.Length + answered);
    }
}

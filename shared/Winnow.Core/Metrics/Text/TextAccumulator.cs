using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Text;

/// <summary>Collects pairs of reference and recognised text: error rates, similarity, exact matches, character confusions.</summary>
/// <remarks>
/// Rates are those of a corpus, as jiwer 4 computes them: all edits / all symbols of the references; they may exceed 1, and are the number of
/// insertions when every reference is empty. Characters are Unicode code points, as in jiwer. Words are what white space of any kind separates
/// (jiwer: the space alone). Of the alignments with the fewest edits the one with the most substitutions is counted; jiwer's may be another, and
/// its rates are the same. The similarity is the mean over the items of 1 − edits / length of the longer text, 1 when both are empty: rapidfuzz's
/// <c>Levenshtein.normalized_similarity</c>, the 1-N.E.D. of the ICDAR competitions. Merging is exact, in any order.
/// </remarks>
public sealed class TextAccumulator
{
    private const int Nothing = -1;
    private readonly Dictionary<long, long> confusions = [];
    private readonly LengthHistogram lengths;
    private readonly TextNormaliser normaliser;
    private readonly WordNumbers words = new();
    private int[] expected = [];
    private int[] read = [];

    /// <param name="normaliser">What both texts go through first.</param>
    public TextAccumulator(TextNormaliser normaliser)
    {
        this.normaliser = normaliser;
        Calibration = new();
        lengths = new();
    }

    /// <summary>Continues from serialised counts.</summary>
    [JsonConstructor]
    public TextAccumulator(
        IReadOnlyList<string> normalisation, long items, long exact, EditCounts characters, EditCounts words,
        IReadOnlyList<CharacterConfusion> confusions, IReadOnlyList<LengthBin> lengths, CalibrationAccumulator calibration, ExactMean similarity)
        : this(new TextNormaliser(normalisation))
    {
        (Items, Exact, Characters, Words, Calibration, Similarity) = (items, exact, characters, words, calibration, similarity);
        foreach (var confusion in confusions)
        {
            this.confusions.Add(PairOf(CodeOf(confusion.Reference), CodeOf(confusion.Hypothesis)), confusion.Count);
        }

        this.lengths = new(lengths);
    }

    /// <summary>The transforms of the normaliser.</summary>
    public IReadOnlyList<string> Normalisation => normaliser.Transforms;

    public long Items { get; private set; }

    /// <summary>Items whose text is exactly the reference after normalisation.</summary>
    public long Exact { get; private set; }

    public EditCounts Characters { get; private set; }

    public EditCounts Words { get; private set; }

    /// <summary>Mean of the similarities of the items.</summary>
    public ExactMean Similarity { get; private set; }

    /// <summary>What was read as what, the most frequent first.</summary>
    public IReadOnlyList<CharacterConfusion> Confusions =>
    [
        .. confusions.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
            .Select(pair => new CharacterConfusion(TextOf((int)(pair.Key >> 32)), TextOf((int)pair.Key - 1), pair.Value)),
    ];

    /// <summary>The same by the length of the reference.</summary>
    public IReadOnlyList<LengthBin> Lengths => lengths.Bins;

    /// <summary>Confidence against exact match, of the items that have a confidence.</summary>
    public CalibrationAccumulator Calibration { get; }

    /// <summary>Compares a text with its reference and counts it.</summary>
    /// <param name="reference">What stands there.</param>
    /// <param name="hypothesis">What was read.</param>
    /// <param name="confidence">0 to 1; null: the calibration does not count this item.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not from 0 to 1.</exception>
    public TextComparison Add(string reference, string hypothesis, double? confidence)
    {
        (reference, hypothesis) = (normaliser.Apply(reference), normaliser.Apply(hypothesis));
        var compared = CompareWords(reference, hypothesis);
        var left = CodePoints.Write(reference, ref expected);
        var right = CodePoints.Write(hypothesis, ref read);
        var alignment = Levenshtein.Align(left, right);
        var comparison = new TextComparison(Levenshtein.Count(left, right, alignment), compared);
        if (confidence is { } probability)
        {
            Calibration.Add(probability, comparison.IsExact);
        }

        Count(comparison);
        foreach (var edit in alignment ?? [])
        {
            var pair = PairOf(edit.Reference < 0 ? Nothing : left[edit.Reference], edit.Hypothesis < 0 ? Nothing : right[edit.Hypothesis]);
            CollectionsMarshal.GetValueRefOrAddDefault(confusions, pair, out _)++;
        }

        return comparison;
    }

    public void Merge(TextAccumulator other)
    {
        if (!Normalisation.SequenceEqual(other.Normalisation))
        {
            throw new ArgumentException("Texts that were normalised in different ways have no common rate.", nameof(other));
        }

        (Items, Exact) = (Items + other.Items, Exact + other.Exact);
        (Characters, Words, Similarity) = (Characters + other.Characters, Words + other.Words, Similarity + other.Similarity);
        Calibration.Merge(other.Calibration);
        foreach (var (pair, count) in other.confusions)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(confusions, pair, out _) += count;
        }

        lengths.Merge(other.lengths);
    }

    /// <summary>All scores by the names of <see cref="MetricNames"/> and <see cref="TextMetricNames"/>.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        var choices = $"normaliser:{(Normalisation.Count == 0 ? "none" : string.Join(',', Normalisation))}";
        var rate = $"total edits / total reference length, empty references:count insertions|{choices}|jiwer 4 semantics";
        return new Dictionary<string, Score>
        {
            [MetricNames.CharacterErrorRate] = new(Items == 0 ? null : Characters.Rate, $"cer|unit:code point|{rate}"),
            [MetricNames.WordErrorRate] = new(Items == 0 ? null : Words.Rate, $"wer|unit:white-space separated word|{rate}"),
            [TextMetricNames.EditSimilarity] = new(
                Similarity.Value, $"edit-similarity|mean of 1 − edits / longer length, both empty:1|unit:code point|{choices}|rapidfuzz 3 normalized_similarity, ICDAR 1-N.E.D."),
            [MetricNames.ExactMatch] = new(Items == 0 ? null : (double)Exact / Items, $"exact-match|exact/items|{choices}"),
        };
    }

    private void Count(TextComparison comparison)
    {
        var exact = comparison.IsExact ? 1 : 0;
        (Items, Exact, Similarity) = (Items + 1, Exact + exact, Similarity.Plus(comparison.Similarity));
        (Characters, Words) = (Characters + comparison.Characters, Words + comparison.Words);
        lengths.Add(comparison);
    }

    private EditCounts CompareWords(string reference, string hypothesis)
    {
        words.Begin();
        var left = words.Write(reference, WhiteSpace.All, ref expected);
        if (string.Equals(reference, hypothesis, StringComparison.Ordinal))
        {
            return new(0, 0, 0, left.Length);
        }

        var right = words.Write(hypothesis, WhiteSpace.All, ref read);
        return Levenshtein.Count(left, right, Levenshtein.Align(left, right));
    }

    // One number per pair, in the order of references and then of hypotheses, nothing first.
    private static long PairOf(int reference, int hypothesis) => ((long)reference << 32) | (uint)(hypothesis + 1);

    private static int CodeOf(string text) => text.Length == 0 ? Nothing : CodePoints.Of(text)[0];

    private static string TextOf(int code) => code < 0 ? "" : CodePoints.ToText(code);
}

using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Text;

/// <summary>Collects pairs of reference and recognised text: character and word error rate, exact matches, character confusions.</summary>
/// <remarks>
/// Rates are those of a corpus, as jiwer 4 computes them: all edits / all symbols of the references; they may exceed 1, and are the number of
/// insertions when every reference is empty. Characters are Unicode code points, as in jiwer. Everything is counted in whole numbers: merging is
/// exact, in any order. Of the alignments with the fewest edits the one with the most substitutions is counted.
/// </remarks>
public sealed class TextAccumulator
{
    private static readonly int[] s_lengthStarts = [0, 1, 11, 21, 41, 81, 161];
    private readonly Dictionary<(int Reference, int Hypothesis), long> confusions = [];
    private readonly LengthBin[] lengths;
    private readonly TextNormaliser normaliser;

    /// <param name="normaliser">What both texts go through first.</param>
    public TextAccumulator(TextNormaliser normaliser)
    {
        this.normaliser = normaliser;
        Calibration = new();
        lengths = [.. s_lengthStarts.Select((start, i) => new LengthBin(start, i + 1 < s_lengthStarts.Length ? s_lengthStarts[i + 1] - 1 : null, 0, 0, 0, 0))];
    }

    /// <summary>Continues from serialised counts.</summary>
    [JsonConstructor]
    public TextAccumulator(
        IReadOnlyList<string> normalisation, long items, long exact, EditCounts characters, EditCounts words,
        IReadOnlyList<CharacterConfusion> confusions, IReadOnlyList<LengthBin> lengths, CalibrationAccumulator calibration)
        : this(new TextNormaliser(normalisation))
    {
        (Items, Exact, Characters, Words, Calibration) = (items, exact, characters, words, calibration);
        foreach (var confusion in confusions)
        {
            this.confusions.Add((CodeOf(confusion.Reference), CodeOf(confusion.Hypothesis)), confusion.Count);
        }

        this.lengths = [.. lengths];
    }

    /// <summary>The transforms of the normaliser.</summary>
    public IReadOnlyList<string> Normalisation => normaliser.Transforms;

    public long Items { get; private set; }

    /// <summary>Items whose text is exactly the reference after normalisation.</summary>
    public long Exact { get; private set; }

    public EditCounts Characters { get; private set; }

    public EditCounts Words { get; private set; }

    /// <summary>What was read as what, the most frequent first.</summary>
    public IReadOnlyList<CharacterConfusion> Confusions =>
    [
        .. confusions.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Reference).ThenBy(pair => pair.Key.Hypothesis)
            .Select(pair => new CharacterConfusion(TextOf(pair.Key.Reference), TextOf(pair.Key.Hypothesis), pair.Value)),
    ];

    /// <summary>The same by the length of the reference.</summary>
    public IReadOnlyList<LengthBin> Lengths => lengths;

    /// <summary>Confidence against exact match.</summary>
    public CalibrationAccumulator Calibration { get; }

    /// <summary>Compares a text with its reference and counts it.</summary>
    /// <param name="reference">What stands there.</param>
    /// <param name="hypothesis">What was read.</param>
    /// <param name="confidence">0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not from 0 to 1.</exception>
    public TextComparison Add(string reference, string hypothesis, double confidence)
    {
        (reference, hypothesis) = (normaliser.Apply(reference), normaliser.Apply(hypothesis));
        var (expected, read) = (CodePoints.Of(reference), CodePoints.Of(hypothesis));
        var alignment = Levenshtein.Align(expected, read);
        var comparison = new TextComparison(Levenshtein.Count(expected, read, alignment), CompareWords(reference, hypothesis));
        Calibration.Add(confidence, comparison.IsExact);
        Count(comparison);
        foreach (var edit in alignment ?? [])
        {
            var pair = (edit.Reference < 0 ? -1 : expected[edit.Reference], edit.Hypothesis < 0 ? -1 : read[edit.Hypothesis]);
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
        (Characters, Words) = (Characters + other.Characters, Words + other.Words);
        Calibration.Merge(other.Calibration);
        foreach (var (pair, count) in other.confusions)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(confusions, pair, out _) += count;
        }

        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = Sum(lengths[i], other.lengths[i]);
        }
    }

    /// <summary>All scores by the names of <see cref="MetricNames"/>.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        var choices = $"normaliser:{(Normalisation.Count == 0 ? "none" : string.Join(',', Normalisation))}";
        var rate = $"total edits / total reference length, empty references:count insertions|{choices}|jiwer 4 semantics";
        return new Dictionary<string, Score>
        {
            [MetricNames.CharacterErrorRate] = new(Items == 0 ? null : Characters.Rate, $"cer|unit:code point|{rate}"),
            [MetricNames.WordErrorRate] = new(Items == 0 ? null : Words.Rate, $"wer|unit:white-space separated word|{rate}"),
            [MetricNames.ExactMatch] = new(Items == 0 ? null : (double)Exact / Items, $"exact-match|exact/items|{choices}"),
        };
    }

    private void Count(TextComparison comparison)
    {
        var exact = comparison.IsExact ? 1 : 0;
        (Items, Exact) = (Items + 1, Exact + exact);
        (Characters, Words) = (Characters + comparison.Characters, Words + comparison.Words);
        var length = comparison.Characters.ReferenceLength;
        var bin = Array.FindLastIndex(s_lengthStarts, start => start <= length);
        lengths[bin] = Sum(lengths[bin], new LengthBin(0, 0, 1, exact, comparison.Characters.Edits, length));
    }

    private static EditCounts CompareWords(string reference, string hypothesis)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] Ids(string text) => Array.ConvertAll(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), word =>
        {
            ids.TryAdd(word, ids.Count);
            return ids[word];
        });
        var (expected, read) = (Ids(reference), Ids(hypothesis));
        return Levenshtein.Count(expected, read, Levenshtein.Align(expected, read));
    }

    private static LengthBin Sum(LengthBin left, LengthBin right) => left with
    {
        Items = left.Items + right.Items,
        Exact = left.Exact + right.Exact,
        Edits = left.Edits + right.Edits,
        ReferenceLength = left.ReferenceLength + right.ReferenceLength,
    };

    private static int CodeOf(string text) => text.Length == 0 ? -1 : CodePoints.Of(text)[0];

    private static string TextOf(int code) => code < 0 ? "" : CodePoints.ToText(code);
}

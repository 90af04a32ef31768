using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Tests.Metrics.Text;

public sealed class TextAccumulatorTests
{
    private const double Tolerance = 1e-9;

    private static readonly Gen<string> s_text = Gen.String[Gen.Char["ab é\ud83d\ude00"], 0, 12];

    private static readonly Gen<(string Reference, string Hypothesis, double? Confidence)[]> s_items =
        Gen.Select(s_text, s_text, Gen.Nullable(Gen.Double[0, 1])).Array[0, 30];

    [Fact]
    public void GetScores_OfReferenceCases_EqualPlainDynamicProgramme()
    {
        foreach (var expected in Reference.Load().Text)
        {
            var numbers = new TextAccumulator(new TextNormaliser([]));
            for (var i = 0; i < expected.Pairs.Length; i++)
            {
                var comparison = numbers.Add(expected.Pairs[i][0], expected.Pairs[i][1], 0.5);
                Assert.Equal<long[]>(expected.Characters[i], [comparison.Characters.Substitutions, comparison.Characters.Deletions, comparison.Characters.Insertions]);
                Assert.Equal<long[]>(expected.Words[i], [comparison.Words.Substitutions, comparison.Words.Deletions, comparison.Words.Insertions]);
            }

            var scores = numbers.GetScores();
            Assert.Equal(expected.Cer, scores["cer"].Value!.Value, Tolerance);
            Assert.Equal(expected.Wer, scores["wer"].Value!.Value, Tolerance);
            Assert.Equal((double)expected.Exact / expected.Pairs.Length, scores["exact-match"].Value!.Value, Tolerance);
        }
    }

    [Fact]
    public void GetScores_OfReferenceCases_EqualJiwerAndRapidfuzz()
    {
        var reference = ReferenceJson.Load<JiwerReference>("text");
        Assert.Equal(("4.0.0", "3.14.5"), (reference.Jiwer, reference.Rapidfuzz));
        Assert.True(reference.Cases.Length > 290);
        foreach (var expected in reference.Cases)
        {
            var numbers = new TextAccumulator(TextNormaliser.Default);
            var comparisons = expected.Pairs.Select(pair => numbers.Add(pair[0], pair[1], null)).ToList();
            Assert.Equal(expected.Edits, comparisons.Select(comparison => comparison.Characters.Edits));
            Assert.All(comparisons.Zip(expected.Similarities), pair => Assert.Equal(pair.Second, pair.First.Similarity, Tolerance));
            var scores = numbers.GetScores();
            Assert.Equal(expected.Cer, scores["cer"].Value!.Value, Tolerance);
            Assert.Equal(expected.Wer, scores["wer"].Value!.Value, Tolerance);
            Assert.Equal(expected.Similarity, scores["edit-similarity"].Value!.Value, Tolerance);
        }
    }

    [Fact]
    public void Add_WithoutConfidence_IsLeftOutOfTheCalibrationAlone()
    {
        var numbers = Of([("a", "a", null), ("a", "b", 0.5)]);
        Assert.Equal(2, numbers.Items);
        Assert.Equal(1, numbers.Calibration.Items.Sum());
    }

    [Fact]
    public void Add_ManyDifferentWords_ComparesThemAll()
    {
        var words = Enumerable.Range(0, 500).Select(n => $"word{n}").ToList();
        var comparison = Of([]).Add(string.Join(' ', words), string.Join(' ', words.Where((_, i) => i % 100 != 7)), null);
        Assert.Equal(new EditCounts(0, 5, 0, 500), comparison.Words);
    }

    [Fact]
    public void GetScores_WithoutItems_AreNull() =>
        Assert.All(Of([]).GetScores(), score => Assert.Null(score.Value.Value));

    [Fact]
    public void Add_WordsThatWhiteSpaceOfAnyKindSeparates_AreWords()
    {
        var numbers = new TextAccumulator(new TextNormaliser([]));
        Assert.Equal(new EditCounts(1, 0, 0, 3), numbers.Add("a\tb\u3000c", " a b  d", null).Words);
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Gen.Select(s_items, Gen.Int[1, 5]).Sample((items, shards) =>
        {
            var parts = items.Select((item, i) => (item, i)).GroupBy(pair => pair.i * 31 % shards, pair => pair.item).Select(Of).Reverse();
            var merged = new TextAccumulator(TextNormaliser.Default);
            foreach (var part in parts)
            {
                merged.Merge(JsonSerializer.Deserialize<TextAccumulator>(Json(part), EvaluationJson.Options)!);
            }

            Assert.Equal(Json(Of(items)), Json(merged));
        });

    [Fact]
    public void Confusions_OfOneMisreadCharacter_NameIt()
    {
        var numbers = Of([("clear", "c1ear", 0.9), ("all", "a1l", 0.9), ("so", "s", 0.9), ("me", "mme", 0.9)]);
        Assert.Equal(
            [new("l", "1", 2), new("", "m", 1), new("o", "", 1)],
            numbers.Confusions);
    }

    [Fact]
    public void Add_TextsThatDifferOnlyInNormalisation_AreExact()
    {
        var numbers = Of([("caf\u00e9  au\tlait", " cafe\u0301 au lait ", 1)]);
        Assert.Equal(1, numbers.Exact);
        Assert.Contains("normaliser:nfc,collapse-whitespace,trim", numbers.GetScores()["cer"].Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_OfOtherNormalisation_Throws() =>
        Assert.Throws<ArgumentException>(() => Of([]).Merge(new TextAccumulator(new TextNormaliser([]))));

    private static TextAccumulator Of(IEnumerable<(string Reference, string Hypothesis, double? Confidence)> items)
    {
        var numbers = new TextAccumulator(TextNormaliser.Default);
        foreach (var (reference, hypothesis, confidence) in items)
        {
            numbers.Add(reference, hypothesis, confidence);
        }

        return numbers;
    }

    private static string Json(TextAccumulator numbers) => JsonSerializer.Serialize(numbers, EvaluationJson.Options);

    private sealed record JiwerReference(string Jiwer, string Rapidfuzz, JiwerCase[] Cases);

    private sealed record JiwerCase(string[][] Pairs, double Cer, double Wer, long[] Edits, double[] Similarities, double Similarity);
}

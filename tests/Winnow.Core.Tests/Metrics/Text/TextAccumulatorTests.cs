using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Tests.Metrics.Text;

public sealed class TextAccumulatorTests
{
    private const double Tolerance = 1e-9;

    private static readonly Gen<(string Reference, string Hypothesis, double Confidence)[]> s_items =
        Gen.Select(Gen.String[Gen.Char["ab é\ud83d\ude00"], 0, 12], Gen.String[Gen.Char["ab é\ud83d\ude00"], 0, 12], Gen.Double[0, 1]).Array[0, 30];

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

    private static TextAccumulator Of(IEnumerable<(string Reference, string Hypothesis, double Confidence)> items)
    {
        var numbers = new TextAccumulator(TextNormaliser.Default);
        foreach (var (reference, hypothesis, confidence) in items)
        {
            numbers.Add(reference, hypothesis, confidence);
        }

        return numbers;
    }

    private static string Json(TextAccumulator numbers) => JsonSerializer.Serialize(numbers, EvaluationJson.Options);
}

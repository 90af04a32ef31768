using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics.Generation;
using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Tests.Metrics.Generation;

public sealed class GenerationAccumulatorTests
{
    private const double Tolerance = 1e-9;
    private static readonly Gen<string> s_text = Gen.String[Gen.Char["ab the.,1é\ud83d\ude00"], 0, 14];

    private static readonly Gen<(string[] References, string Hypothesis, SampleCounts? Samples)[]> s_items =
        Gen.Select(s_text.Array[1, 3], s_text, Gen.Nullable(Gen.Int[0, 12].Select(passed => new SampleCounts(12, passed)))).Array[0, 20];

    [Fact]
    public void GetScores_OfReferenceCorpora_EqualSacrebleuRougeAndSquad()
    {
        var reference = GenerationReference.Load();
        Assert.Equal("2.6.0", reference.Sacrebleu);
        Assert.True(reference.Corpora.Length > 400);
        foreach (var corpus in reference.Corpora)
        {
            var scores = Of(corpus.Items.Select(item => (item.References, item.Hypothesis, (SampleCounts?)null))).GetScores();
            Assert.Equal(corpus.Bleu, scores["bleu"].Value!.Value, Tolerance);
            Assert.Equal(corpus.Chrf, scores["chrf"].Value!.Value, Tolerance);
            Assert.Equal(corpus.ChrfPlusPlus, scores["chrf++"].Value!.Value, Tolerance);
            Assert.EndsWith(corpus.BleuSignature, scores["bleu"].Signature, StringComparison.Ordinal);
            Assert.EndsWith(corpus.ChrfSignature, scores["chrf"].Signature, StringComparison.Ordinal);
            Assert.EndsWith(corpus.ChrfPlusPlusSignature, scores["chrf++"].Signature, StringComparison.Ordinal);
            Assert.Equal(corpus.Items.Average(item => item.SquadExact ? 1.0 : 0), scores["squad-em"].Value!.Value, Tolerance);
            Assert.Equal(corpus.Items.Average(item => item.SquadF1), scores["squad-f1"].Value!.Value, Tolerance);
            Assert.Equal(corpus.Items.Average(item => item.Rouge[0]), scores["rouge-1"].Value!.Value, Tolerance);
            Assert.Equal(corpus.Items.Average(item => item.Rouge[1]), scores["rouge-2"].Value!.Value, Tolerance);
            Assert.Equal(corpus.Items.Average(item => item.Rouge[2]), scores["rouge-l"].Value!.Value, Tolerance);
        }
    }

    [Fact]
    public void Add_OfReferenceItems_GivesTheStatisticsOfSacrebleu()
    {
        var numbers = Of([]);
        foreach (var item in GenerationReference.Load().Corpora.SelectMany(corpus => corpus.Items))
        {
            var comparison = numbers.Add(item.References, item.Hypothesis);
            Assert.Equal(item.Bleu, comparison.Bleu);
            Assert.Equal(item.Chrf, comparison.Chrf.Chrf);
            Assert.Equal(item.ChrfPlusPlus, comparison.Chrf.ChrfPlusPlus);
            Assert.Equal(item.SquadExact, comparison.Answer.IsExact);
        }
    }

    [Fact]
    public void Score_OfSummedStatistics_IsThatOfTheCorpus() =>
        s_items.Where(items => items.Length > 0).Sample(items =>
        {
            var numbers = Of([]);
            var comparisons = items.Select(item => numbers.Add(item.References, item.Hypothesis)).ToList();
            var scores = numbers.GetScores();
            Assert.Equal(scores["bleu"].Value, BleuAccumulator.Score(Sum(comparisons.Select(item => item.Bleu))));
            Assert.Equal(scores["chrf"].Value, ChrfAccumulator.Score(Sum(comparisons.Select(item => item.Chrf.Chrf))));
            Assert.Equal(scores["chrf++"].Value, ChrfAccumulator.Score(Sum(comparisons.Select(item => item.Chrf.ChrfPlusPlus))));
        });

    [Fact]
    public void Score_OfOtherStatistics_Throws()
    {
        Assert.Contains("9 statistics", Assert.Throws<ArgumentException>(() => BleuAccumulator.Score(new double[9])).Message, StringComparison.Ordinal);
        Assert.Contains("19 statistics", Assert.Throws<ArgumentException>(() => ChrfAccumulator.Score(new double[19])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Gen.Select(s_items, Gen.Int[1, 5]).Sample((items, shards) =>
        {
            var parts = items.Select((item, i) => (item, i)).GroupBy(pair => pair.i * 31 % shards, pair => pair.item).Select(Of).Reverse();
            var merged = Of([]);
            foreach (var part in parts)
            {
                merged.Merge(JsonSerializer.Deserialize<GenerationAccumulator>(Json(part), EvaluationJson.Options)!);
            }

            Assert.Equal(Json(Of(items)), Json(merged));
        });

    [Fact]
    public void GetScores_WithoutItems_AreNull() =>
        Assert.All(Of([]).GetScores(), score => Assert.Null(score.Value.Value));

    [Fact]
    public void Add_TextThatIsAReferenceAfterNormalisation_IsExact()
    {
        var numbers = Of([(["no", "caf\u00e9 au lait"], " cafe\u0301  au lait", null), (["no"], "No", null)]);
        Assert.Equal(0.5, numbers.GetScores()["exact-match"].Value);
        Assert.Contains("references:any|normaliser:nfc,collapse-whitespace,trim", numbers.GetScores()["exact-match"].Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_WithoutReferences_ThrowsAndCountsNothing()
    {
        var numbers = Of([]);
        Assert.Throws<ArgumentException>(() => numbers.Add([], "a", new SampleCounts(1, 1)));
        Assert.Equal(Json(Of([])), Json(numbers));
    }

    [Fact]
    public void Merge_OfOtherNormalisation_Throws() =>
        Assert.Throws<ArgumentException>(() => Of([]).Merge(new GenerationAccumulator(new TextNormaliser([]))));

    private static double[] Sum(IEnumerable<double[]> statistics) =>
        statistics.Aggregate((sum, item) => [.. sum.Zip(item, (left, right) => left + right)]);

    private static GenerationAccumulator Of(IEnumerable<(string[] References, string Hypothesis, SampleCounts? Samples)> items)
    {
        var numbers = new GenerationAccumulator(TextNormaliser.Default);
        foreach (var (references, hypothesis, samples) in items)
        {
            numbers.Add(references, hypothesis, samples);
        }

        return numbers;
    }

    private static string Json(GenerationAccumulator numbers) => JsonSerializer.Serialize(numbers, EvaluationJson.Options);
}

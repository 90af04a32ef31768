using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics.Tagging;

namespace Winnow.Core.Tests.Metrics.Tagging;

public sealed class TaggingAccumulatorTests
{
    private const double Tolerance = 1e-9;
    private static readonly Gen<string> s_tag = Gen.OneOf<string>(Array.ConvertAll<string, Gen<string>>(["O", "O", "B-x", "I-x", "B-y", "I-y", "E-x", "S-y", "B"], Gen.Const));

    private static readonly Gen<(string Truth, string Predicted)[][]> s_items = Gen.Select(s_tag, s_tag).Array[0, 9].Array[0, 20];

    [Fact]
    public void GetScores_OfReferenceCases_EqualSeqeval()
    {
        var reference = ReferenceJson.Load<SeqevalReference>("tagging");
        Assert.Equal("1.2.2", reference.Seqeval);
        Assert.True(reference.Cases.Length > 400);
        foreach (var expected in reference.Cases)
        {
            var scores = Of(expected.Truth.Zip(expected.Predicted)).GetScores();
            AssertEqual(expected.Accuracy, scores["tag-accuracy"].Value);
            foreach (var (average, values) in new[] { ("", expected.Micro), ("macro-", expected.Macro), ("weighted-", expected.Weighted) })
            {
                AssertEqual(values?[0], scores[$"entity-{average}precision"].Value);
                AssertEqual(values?[1], scores[$"entity-{average}recall"].Value);
                AssertEqual(values?[2], scores[$"entity-{average}f1"].Value);
            }
        }
    }

    [Fact]
    public void GetTypeScores_OfReferenceCases_EqualSeqeval()
    {
        foreach (var expected in ReferenceJson.Load<SeqevalReference>("tagging").Cases)
        {
            var types = Of(expected.Truth.Zip(expected.Predicted)).GetTypeScores();
            Assert.Equal(expected.Types.Order(StringComparer.Ordinal), types.Select(type => type.Label));
            foreach (var (type, values) in types.Zip(expected.PerType))
            {
                Assert.Equal(values[0], type.Precision, Tolerance);
                Assert.Equal(values[1], type.Recall, Tolerance);
                Assert.Equal(values[2], type.F1, Tolerance);
                Assert.Equal((long)values[3], type.Support);
            }
        }
    }

    [Fact]
    public void Add_OfReferenceItems_CountsTheirEntities()
    {
        var numbers = new TaggingAccumulator();
        foreach (var expected in ReferenceJson.Load<SeqevalReference>("tagging").Cases)
        {
            for (var i = 0; i < expected.Items.Length; i++)
            {
                var item = numbers.Add(expected.Truth[i], expected.Predicted[i]);
                Assert.Equal<long[]>(expected.Items[i], [item.Hits, item.Predicted, item.Support]);
            }
        }
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Gen.Select(s_items, Gen.Int[1, 5]).Sample((pairs, shards) =>
        {
            var items = pairs.Select(item => (item.Select(tag => tag.Truth).ToArray(), item.Select(tag => tag.Predicted).ToArray())).ToList();
            var parts = items.Select((item, i) => (item, i)).GroupBy(pair => pair.i * 31 % shards, pair => pair.item).Select(Of).Reverse();
            var merged = new TaggingAccumulator();
            foreach (var part in parts)
            {
                merged.Merge(JsonSerializer.Deserialize<TaggingAccumulator>(Json(part), EvaluationJson.Options)!);
            }

            Assert.Equal(Json(Of(items)), Json(merged));
        });

    [Fact]
    public void GetScores_WithoutItems_AreNull() =>
        Assert.All(new TaggingAccumulator().GetScores(), score => Assert.Null(score.Value.Value));

    [Fact]
    public void Add_OfDifferentLengths_ThrowsAndSaysThem()
    {
        var error = Assert.Throws<ArgumentException>(() => new TaggingAccumulator().Add(["O", "O"], ["O"]));
        Assert.StartsWith("1 tags were predicted for 2 tokens.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PER")]
    [InlineData("Bper")]
    [InlineData("O-PER")]
    [InlineData("b-PER")]
    public void Add_TagOfNoScheme_ThrowsAndCountsNothing(string tag)
    {
        var numbers = new TaggingAccumulator();
        var error = Assert.Throws<ArgumentException>(() => numbers.Add(["B-new", "O"], ["O", tag]));
        Assert.StartsWith($"'{tag}' is not a tag", error.Message, StringComparison.Ordinal);
        Assert.Equal(Json(new TaggingAccumulator()), Json(numbers));
    }

    private static void AssertEqual(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, Tolerance);
    }

    private static TaggingAccumulator Of(IEnumerable<(string[] Truth, string[] Predicted)> items)
    {
        var numbers = new TaggingAccumulator();
        foreach (var (truth, predicted) in items)
        {
            numbers.Add(truth, predicted);
        }

        return numbers;
    }

    private static string Json(TaggingAccumulator numbers) => JsonSerializer.Serialize(numbers, EvaluationJson.Options);

    private sealed record SeqevalReference(string Seqeval, SeqevalCase[] Cases);

    private sealed record SeqevalCase(
        string[][] Truth, string[][] Predicted, string[] Types, double[]? Micro, double[]? Macro, double[]? Weighted, double[][] PerType, long[][] Items,
        double? Accuracy);
}

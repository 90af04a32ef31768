using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics.Retrieval;
using Winnow.Core.Metrics.Retrieval.Internal;

namespace Winnow.Core.Tests.Metrics.Retrieval;

public sealed class EmbeddingAccumulatorTests
{
    private const double Tolerance = 1e-9;

    private static readonly Gen<(string Id, string Label, float[] Vector)[]> s_items =
        Gen.Select(Gen.Int[0, 3].Select(n => $"l{n}"), Gen.Float[-1, 1].Array[11].Where(vector => vector.Any(x => Math.Abs(x) > 0.01)))
            .Array[0, 40].Select(items => items.Select((item, i) => ($"id{i}", item.Item1, item.Item2)).ToArray());

    [Fact]
    public void Compare_OfReferenceSets_EqualsTheDefinitions()
    {
        var sets = RetrievalReference.Load().Embeddings;
        Assert.Equal(120, sets.Length);
        foreach (var expected in sets)
        {
            var comparisons = Of(expected.Vectors.Select((vector, i) => ($"{i:d3}", expected.Labels[i], vector)).Reverse()).Compare();
            Assert.Equal(expected.Items.Select(item => (int?)item?[0]), comparisons.Select(item => item.FirstHit));
            Assert.All(expected.Items.Zip(comparisons), pair => Assert.Equal(pair.First?[1] ?? -1, pair.Second.AveragePrecisionAtR ?? -1, Tolerance));
        }
    }

    [Fact]
    public void GetScores_OfReferenceSets_AreMeansOfTheirQueries()
    {
        foreach (var expected in RetrievalReference.Load().Embeddings)
        {
            var scores = Of(expected.Vectors.Select((vector, i) => ($"{i:d3}", expected.Labels[i], vector))).GetScores();
            var queries = expected.Items.OfType<double[]>().ToList();
            Assert.All(scores, score => Assert.Equal(queries.Count == 0, score.Value.Value is null));
            Assert.All(scores, score => Assert.Contains($"no queries:{expected.Items.Length - queries.Count}", score.Value.Signature, StringComparison.Ordinal));
            if (queries.Count > 0)
            {
                Assert.Equal(queries.Average(item => item[0] <= 1 ? 1.0 : 0), scores["embedding-recall@1"].Value!.Value, Tolerance);
                Assert.Equal(queries.Average(item => item[0] <= 5 ? 1.0 : 0), scores["embedding-recall@5"].Value!.Value, Tolerance);
                Assert.Equal(queries.Average(item => item[0] <= 10 ? 1.0 : 0), scores["embedding-recall@10"].Value!.Value, Tolerance);
                Assert.Equal(queries.Average(item => 1 / item[0]), scores["embedding-mrr"].Value!.Value, Tolerance);
                Assert.Equal(queries.Average(item => item[1]), scores["map@r"].Value!.Value, Tolerance);
            }
        }
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Gen.Select(s_items, Gen.Int[1, 5]).Sample((items, shards) =>
        {
            var parts = items.Select((item, i) => (item, i)).GroupBy(pair => pair.i * 31 % shards, pair => pair.item).Select(Of).Reverse();
            var merged = new EmbeddingAccumulator();
            foreach (var part in parts)
            {
                merged.Merge(JsonSerializer.Deserialize<EmbeddingAccumulator>(Json(part), EvaluationJson.Options)!);
            }

            Assert.Equal(Json(Of(items)), Json(merged));
            Assert.Equal(Of(items).Compare(), merged.Compare());
        }, iter: 60);

    [Fact]
    public void Add_VectorThatIsNone_ThrowsAndKeepsNothing()
    {
        var numbers = Of([("a", "l", [1, 2])]);
        Assert.Contains("'a' is there already", Message(() => numbers.Add("a", "l", [1, 2])), StringComparison.Ordinal);
        Assert.Contains("has 3 numbers; 2 expected", Message(() => numbers.Add("b", "l", [1, 2, 3])), StringComparison.Ordinal);
        Assert.Contains("zeros alone", Message(() => numbers.Add("b", "l", [0, 0])), StringComparison.Ordinal);
        Assert.Contains("not finite", Message(() => numbers.Add("b", "l", [1, float.NaN])), StringComparison.Ordinal);
        Assert.Contains("not finite", Message(() => numbers.Add("b", "l", [float.NegativeInfinity, 1])), StringComparison.Ordinal);
        Assert.Contains("at least 1", Message(() => new EmbeddingAccumulator().Add("b", "l", [])), StringComparison.Ordinal);
        Assert.Equal(Json(Of([("a", "l", [1, 2])])), Json(numbers));
    }

    [Fact]
    public void Add_BeyondTheLimit_ThrowsAndSaysIt()
    {
        var numbers = new EmbeddingAccumulator(maxItems: 1);
        numbers.Add("a", "l", [1]);
        Assert.Contains("2 vectors are more than the 1", Assert.Throws<InvalidOperationException>(() => numbers.Add("b", "l", [1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_OfOtherDimensionsOrTheSameIds_Throws()
    {
        var numbers = Of([("a", "l", [1, 2])]);
        Assert.Throws<ArgumentException>(() => numbers.Merge(Of([("b", "l", [1, 2, 3])])));
        Assert.Throws<ArgumentException>(() => numbers.Merge(Of([("a", "l", [1, 2])])));
        Assert.Single(numbers.Vectors);
    }

    [Fact]
    public void SmallestFirst_OfAnyKeys_PutsThemFirst() =>
        Gen.Select(Gen.ULong[0, 50].Array[1, 60], Gen.Int[1, 60]).Sample((keys, wanted) =>
        {
            var count = Math.Min(wanted, keys.Length);
            var selected = keys.ToArray();
            Selection.SmallestFirst(selected, count);
            Assert.Equal(keys.Order().Take(count), selected.Take(count).Order());
        });

    private static string Message(Action act) => Assert.Throws<ArgumentException>(act).Message;

    private static EmbeddingAccumulator Of(IEnumerable<(string Id, string Label, float[] Vector)> items)
    {
        var numbers = new EmbeddingAccumulator();
        foreach (var (id, label, vector) in items)
        {
            numbers.Add(id, label, vector);
        }

        return numbers;
    }

    private static string Json(EmbeddingAccumulator numbers) => JsonSerializer.Serialize(numbers, EvaluationJson.Options);
}

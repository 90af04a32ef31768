using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics.Retrieval;

namespace Winnow.Core.Tests.Metrics.Retrieval;

public sealed class RetrievalAccumulatorTests
{
    private const double Tolerance = 1e-9;

    private static readonly Gen<(int[] Relevance, int[] Ranking)[]> s_queries =
        Gen.Select(Gen.Int[0, 3].Array[0, 12], Gen.Shuffle(Enumerable.Range(0, 15).ToArray(), 0, 15)).Array[0, 20];

    [Fact]
    public void Add_OfReferenceQueries_EqualsTrecEval()
    {
        var reference = RetrievalReference.Load();
        Assert.Equal("10.0-rc3", reference.TrecEval);
        Assert.True(reference.Trec.Length > 250);
        foreach (var expected in reference.Trec)
        {
            var item = new RetrievalAccumulator().Add(expected.Relevance, expected.Ranking);
            Assert.Equal(expected.Map is null, item is null);
            if (item is not null)
            {
                Assert.Equal(expected.Map!.Value, item.AveragePrecision, Tolerance);
                Assert.Equal(expected.Mrr, item.ReciprocalRank, Tolerance);
                Assert.Equal(expected.Ndcg, item.Ndcg, Tolerance);
                Assert.Equal(expected.NdcgAt10, item.NdcgAt10, Tolerance);
                Assert.All(expected.Recall!.Zip(item.Recall), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
                Assert.All(expected.Precision!.Zip(item.Precision), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
            }
        }
    }

    [Fact]
    public void Add_OfReferenceQueries_EqualsScikitLearn()
    {
        var reference = RetrievalReference.Load();
        Assert.Equal("1.2.1", reference.ScikitLearn);
        Assert.Equal(100, reference.Sklearn.Length);
        foreach (var expected in reference.Sklearn)
        {
            var item = new RetrievalAccumulator().Add(expected.Relevance, expected.Ranking)!;
            Assert.Equal(expected.Ndcg, item.Ndcg, Tolerance);
            Assert.Equal(expected.NdcgAt10, item.NdcgAt10, Tolerance);
            Assert.Equal(expected.Map!.Value, item.AveragePrecision, Tolerance);
        }
    }

    [Fact]
    public void GetScores_OfAllReferenceQueries_AreMeansOfThoseThatHaveRelevantDocuments()
    {
        var queries = RetrievalReference.Load().Trec;
        var numbers = new RetrievalAccumulator();
        foreach (var query in queries)
        {
            numbers.Add(query.Relevance, query.Ranking);
        }

        var counted = queries.Where(query => query.Map is not null).ToList();
        var scores = numbers.GetScores();
        Assert.Equal(queries.Length - counted.Count, numbers.LeftOut);
        Assert.Equal(counted.Average(query => query.Map!.Value), scores["map"].Value!.Value, Tolerance);
        Assert.Equal(counted.Average(query => query.Mrr), scores["mrr"].Value!.Value, Tolerance);
        Assert.Equal(counted.Average(query => query.Ndcg), scores["ndcg"].Value!.Value, Tolerance);
        Assert.Equal(counted.Average(query => query.NdcgAt10), scores["ndcg@10"].Value!.Value, Tolerance);
        for (var i = 0; i < RetrievalAccumulator.Cutoffs.Count; i++)
        {
            Assert.Equal(counted.Average(query => query.Recall![i]), scores[$"recall@{RetrievalAccumulator.Cutoffs[i]}"].Value!.Value, Tolerance);
            Assert.Equal(counted.Average(query => query.Precision![i]), scores[$"precision@{RetrievalAccumulator.Cutoffs[i]}"].Value!.Value, Tolerance);
        }

        Assert.Contains($"left out:{numbers.LeftOut}|", scores["map"].Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Gen.Select(s_queries, Gen.Int[1, 5]).Sample((queries, shards) =>
        {
            var parts = queries.Select((item, i) => (item, i)).GroupBy(pair => pair.i * 31 % shards, pair => pair.item).Select(Of).Reverse();
            var merged = new RetrievalAccumulator();
            foreach (var part in parts)
            {
                merged.Merge(JsonSerializer.Deserialize<RetrievalAccumulator>(Json(part), EvaluationJson.Options)!);
            }

            Assert.Equal(Json(Of(queries)), Json(merged));
        });

    [Fact]
    public void GetScores_WithoutQueries_AreNull() =>
        Assert.All(new RetrievalAccumulator().GetScores(), score => Assert.Null(score.Value.Value));

    [Fact]
    public void Add_DocumentThatIsRankedTwice_ThrowsAndCountsNothing()
    {
        var numbers = new RetrievalAccumulator();
        var error = Assert.Throws<ArgumentException>(() => numbers.Add(new Dictionary<string, double> { ["a"] = 1 }, ["a", "b", "a"]));
        Assert.StartsWith("'a' is ranked twice.", error.Message, StringComparison.Ordinal);
        Assert.Equal(Json(new RetrievalAccumulator()), Json(numbers));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1e9)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Add_RelevanceThatIsNone_Throws(double relevance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetrievalAccumulator().Add(new Dictionary<string, double> { ["a"] = relevance }, ["a"]));

    private static RetrievalAccumulator Of(IEnumerable<(int[] Relevance, int[] Ranking)> queries)
    {
        var numbers = new RetrievalAccumulator();
        foreach (var (relevance, ranking) in queries)
        {
            numbers.Add(
                relevance.Select((value, i) => (Id: $"d{i}", Value: (double)value)).ToDictionary(pair => pair.Id, pair => pair.Value),
                Array.ConvertAll(ranking, document => $"d{document}"));
        }

        return numbers;
    }

    private static string Json(RetrievalAccumulator numbers) => JsonSerializer.Serialize(numbers, EvaluationJson.Options);
}

using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Tests.Metrics.Classification;

public sealed class RankAccumulatorTests
{
    private static readonly Gen<(double Score, bool IsPositive)[]> s_items =
        Gen.Select(Gen.OneOf(Gen.Double[-1, 1], Gen.Int[-3, 3].Select(n => n / 3.0), Gen.Const(-0.0)), Gen.Bool).Array[0, 60];

    [Fact]
    public void RocAucAndAveragePrecision_OfReferenceCases_EqualScikitLearn()
    {
        Assert.True(ClassificationReference.Cases.Rankings.Count > 180);
        foreach (var expected in ClassificationReference.Cases.Rankings)
        {
            var numbers = Of(expected);
            Near.Equal(expected.Auc, numbers.RocAuc());
            Near.Equal(expected.Ap, numbers.AveragePrecision());
        }
    }

    [Fact]
    public void WeightedRanking_OfReferenceCases_EqualsScikitLearn()
    {
        foreach (var expected in ClassificationReference.Cases.Rankings)
        {
            var ranking = new WeightedRanking(expected.Scores, [.. expected.Known.Select(known => known == 1)]);
            Near.Equal(expected.WeightedAuc, ranking.RocAuc(expected.Weights));
            Near.Equal(expected.WeightedAp, ranking.AveragePrecision(expected.Weights));
        }
    }

    [Fact]
    public void WeightedRanking_OfAnyWeights_EqualsTheResampleToTheLastBit() =>
        Gen.Select(s_items, Gen.Int[0, 3].Array[60]).Sample((items, all) =>
        {
            var weights = all[..items.Length];
            var ranking = new WeightedRanking([.. items.Select(item => item.Score)], [.. items.Select(item => item.IsPositive)]);
            var resample = Of(items.SelectMany((item, i) => Enumerable.Repeat(item, weights[i])));
            Assert.Equal(resample.RocAuc(), ranking.RocAuc(weights));
            Assert.Equal(resample.AveragePrecision(), ranking.AveragePrecision(weights));
        });

    [Fact]
    public void Curves_OfReferenceCases_EqualScikitLearn()
    {
        foreach (var expected in ClassificationReference.Cases.Rankings)
        {
            var numbers = Of(expected);
            var (precisionRecall, roc) = (numbers.GetPrecisionRecallCurve(), numbers.GetRocCurve());
            Assert.Equal(expected.Pr.Length, precisionRecall.Count);
            Assert.Equal(expected.Roc.Length, roc.Count);
            Assert.All(expected.Pr.Zip(precisionRecall), pair => Near.Equal([pair.First[0], pair.First[1]], [pair.Second.Precision, pair.Second.Recall]));
            Assert.All(expected.Roc.Zip(roc), pair => Near.Equal([pair.First[0], pair.First[1]], [pair.Second.FalsePositiveRate, pair.Second.TruePositiveRate]));
            Assert.Equal(expected.Thresholds?.Select(threshold => (double?)threshold) ?? [], precisionRecall.Skip(1).Select(point => point.Threshold));
        }
    }

    [Fact]
    public void Thresholds_OfReferenceCases_EqualScikitLearn()
    {
        foreach (var expected in ClassificationReference.Cases.Rankings)
        {
            var numbers = Of(expected);
            Near.Equal(expected.Best?.Cast<double?>() ?? [], Numbers(numbers.BestThreshold()));
            var scores = numbers.AtThresholds([.. expected.At.Select(row => row[0])]);
            Assert.All(expected.At.Zip(scores), pair => Near.Equal(pair.First.Cast<double?>(), Numbers(pair.Second)));
        }
    }

    [Fact]
    public void BestThreshold_OfEqualF1_IsTheHighest() =>
        Assert.Equal(new(0.9, 1, 0.5, 2.0 / 3), Of([(0.9, true), (0.8, false), (0.7, false), (0.6, true)]).BestThreshold());

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Shards.MergeEqualsOnePass(s_items, Of, (into, from) => into.Merge(from));

    [Fact]
    public void Runs_OfMoreItemsThanTheBuffersHold_AreThoseOfEverySplit()
    {
        var random = new Random(7);
        var items = Enumerable.Range(0, 200_000).Select(_ => (Score: random.Next(150_000) / 150_000.0, IsPositive: random.Next(3) == 0)).ToArray();
        var (whole, merged) = (Of(items), new RankAccumulator());
        foreach (var shard in items.Chunk(7_001).Reverse())
        {
            merged.Merge(Of(shard));
        }

        Assert.Equal(200_000, merged.Positives + merged.Negatives);
        Assert.Equal(items.Select(item => item.Score).Distinct().Count(), merged.DistinctScores);
        Assert.Equal(Shards.Json(whole), Shards.Json(merged));
        Assert.Equal(2, whole.Runs.Count);
        Assert.Equal(whole.RocAuc(), Shards.Copy(whole).RocAuc());
    }

    [Fact]
    public void Add_OfACount_EqualsSoManyItems()
    {
        var numbers = new RankAccumulator();
        numbers.Add(0.5, true, 300);
        numbers.Add(0.7, false, 2);
        var single = Of([.. Enumerable.Repeat((0.5, true), 300), (0.7, false), (0.7, false)]);
        Assert.Equal(Shards.Json(single), Shards.Json(numbers));
        Assert.Equal((300, 2, 2), (Shards.Copy(numbers).Positives, numbers.Negatives, numbers.DistinctScores));
    }

    [Fact]
    public void GetRocCurve_OfAtMostSoManyPoints_KeepsEndsAndTheCornersThatStandOut()
    {
        var random = new Random(3);
        var numbers = Of(Enumerable.Range(0, 20_000).Select(_ => random.Next(2) == 0).Select(known => (random.NextDouble() + (known ? 0.3 : 0), known)));
        var (all, thin) = (numbers.GetRocCurve(), numbers.GetRocCurve(100));
        Assert.Equal(100, thin.Count);
        Assert.Equal((all[0], all[^1]), (thin[0], thin[^1]));
        Assert.Subset(all.ToHashSet(), thin.ToHashSet());
        Assert.Contains(all.MaxBy(point => point.TruePositiveRate - point.FalsePositiveRate), thin);
        var area = thin.Zip(thin.Skip(1), (a, b) => (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
        Assert.Equal(numbers.RocAuc()!.Value, area, 2e-3);
    }

    [Fact]
    public void GetRocCurve_OfAStraightLine_NeedsOnlyItsCorners() =>
        Assert.Equal(
            [new(null, 0, 0), new(0.6, 0, 1), new(0.1, 1, 1)],
            Of([(0.9, true), (0.8, true), (0.7, true), (0.6, true), (0.4, false), (0.3, false), (0.2, false), (0.1, false)]).GetRocCurve(5));

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(0.5, 0)]
    public void Add_WhatIsNoScore_Throws(double score, int count)
    {
        var numbers = new RankAccumulator();
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Add(score, true, count));
        Assert.Equal(0, numbers.Positives);
    }

    [Fact]
    public void Curves_OfLessThanTwoPointsOrAtNoNumber_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([]).GetRocCurve(1));
        Assert.Throws<ArgumentException>(() => Of([]).AtThresholds(double.NaN));
    }

    [Theory]
    [InlineData("AAAA")] // three bytes
    [InlineData("AAAAAAAA8D8BAAAAAAAAAPA/AQA=")] // 1.0 twice
    [InlineData("AAAAAAAA8D8AAA==")] // a score of no item
    [InlineData("AAAAAAAA8D+AgA==")] // a count that does not end
    [InlineData("AAAAAAAA+H8BAA==")] // NaN
    [InlineData("AAAAAAAA8D//////DwA=")] // a count beyond 2³¹ − 1
    public void Deserialise_DamagedRuns_Throws(string block) =>
        Assert.Throws<ArgumentException>(() => JsonSerializer.Deserialize<RankAccumulator>($$"""{"runs":["{{block}}"]}""", EvaluationJson.Options));

    [Fact]
    public void WeightedRanking_OfWrongWeights_Throws()
    {
        var ranking = new WeightedRanking([0.1, 0.2], [true, false]);
        Assert.Throws<ArgumentException>(() => ranking.RocAuc([1]));
        Assert.Throws<ArgumentException>(() => ranking.AveragePrecision([1, -1]));
        Assert.Throws<ArgumentException>(() => new WeightedRanking([0.1], [true, false]));
        Assert.Throws<ArgumentException>(() => new WeightedRanking([double.NaN], [true]));
    }

    private static IEnumerable<double?> Numbers(ThresholdScore? score) =>
        score is { } given ? [given.Threshold, given.Precision, given.Recall, given.F1] : [];

    private static RankAccumulator Of(ClassificationReference.RankingCase expected) =>
        Of(expected.Scores.Select((score, i) => (score, expected.Known[i] == 1)));

    private static RankAccumulator Of(IEnumerable<(double Score, bool IsPositive)> items)
    {
        var numbers = new RankAccumulator();
        foreach (var (score, isPositive) in items)
        {
            numbers.Add(score, isPositive);
        }

        return numbers;
    }
}

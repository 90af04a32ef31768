using CsCheck;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Tests.Metrics.Classification;

public sealed class ProbabilityAccumulatorTests
{
    private static readonly string[] s_classes = ["a", "b", "c", "d"];

    private static readonly Gen<(int Truth, double[] Row)[]> s_items =
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 5].Array[4]).Select((truth, parts) => (truth, parts.Select(part => (double)part / parts.Sum()).ToArray())).Array[0, 40];

    [Fact]
    public void GetScores_OfReferenceCases_EqualScikitLearn()
    {
        Assert.True(ClassificationReference.Cases.Probabilities.Count > 160);
        foreach (var expected in ClassificationReference.Cases.Probabilities)
        {
            var scores = Of(expected).GetScores();
            Near.Equal(expected.LogLoss, scores["log-loss"]);
            Near.Equal(expected.Brier, scores["brier"]);
            Near.Equal(expected.Auc, scores["roc-auc"]);
            Near.Equal(expected.WeightedAuc, scores["roc-auc-weighted"]);
            Near.Equal(expected.Ap, scores["average-precision"]);
            var top = ClassificationReference.Cases.Top.Where(k => k < expected.Classes).ToArray();
            Assert.All(top.Zip(expected.Top ?? []), pair => Near.Equal(pair.Second, scores[$"top-{pair.First}-accuracy"]));
            Assert.Equal(top.Length, scores.Keys.Count(name => name.StartsWith("top-", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void GetClassRankings_OfReferenceCases_EqualScikitLearn()
    {
        foreach (var expected in ClassificationReference.Cases.Probabilities)
        {
            var classes = Of(expected).GetClassRankings()!;
            Near.Equal(expected.ClassAuc, classes.Select(ranking => ranking.RocAuc));
            Near.Equal(expected.ClassAp, classes.Select(ranking => ranking.AveragePrecision));
        }
    }

    [Fact]
    public void Add_AnItem_SaysItsLossesAndTheRankOfTheTruth()
    {
        var result = new ProbabilityAccumulator(s_classes).Add("c", [0.5, 0.2, 0.2, 0.1]);
        Assert.Equal(-Math.Log(0.2), result.LogLoss, 12);
        Assert.Equal(0.25 + 0.04 + 0.64 + 0.01, result.Brier, 12);
        Assert.Equal(2, result.Rank);
    }

    [Fact]
    public void Add_EqualProbabilities_RanksTheLaterClassFirst()
    {
        var numbers = new ProbabilityAccumulator(s_classes);
        Assert.Equal([4, 3, 2, 1], s_classes.Select(truth => numbers.Add(truth, [0.25, 0.25, 0.25, 0.25]).Rank));
        Assert.Equal(0.75, numbers.GetScores()["top-3-accuracy"].Value);
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Shards.MergeEqualsOnePass(s_items, items => Of(items), (into, from) => into.Merge(from));

    [Fact]
    public void Merge_OfShardsAroundTheLimit_EqualsOnePass() =>
        Shards.MergeEqualsOnePass(s_items, items => Of(items, 80), (into, from) => into.Merge(from));

    [Fact]
    public void GetScores_BeyondTheLimit_HaveNoRankMetricsAndSaySo()
    {
        var (within, beyond) = (Of(Items(2), 8), Of(Items(3), 8));
        Assert.NotNull(within.GetScores()["roc-auc"].Value);
        Assert.Equal(new(null, "roc-auc|not computed: more than 8 scores (items × classes)"), beyond.GetScores()["roc-auc"]);
        Assert.Null(beyond.GetScores()["average-precision"].Value);
        Assert.Null(beyond.GetClassRankings());
        Assert.NotNull(beyond.GetScores()["log-loss"].Value);
    }

    [Fact]
    public void GetScores_WithAbsentClasses_SayHowManyAreLeftOut()
    {
        var scores = Of(Items(2)).GetScores();
        Assert.Contains("average:macro|classes:2 of 4, 2 without positives or negatives left out", scores["roc-auc"].Signature, StringComparison.Ordinal);
        Assert.Contains("positive class:no", Of([], classes: ["yes", "no"]).GetScores()["roc-auc"].Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void GetScores_WithoutItems_AreNull() => Assert.All(Of([]).GetScores(), score => Assert.Null(score.Value.Value));

    [Fact]
    public void Add_WhatIsNoDistribution_ThrowsAndCountsNothing()
    {
        var numbers = new ProbabilityAccumulator(s_classes);
        Assert.Throws<ArgumentException>(() => numbers.Add("e", [0.25, 0.25, 0.25, 0.25]));
        Assert.Throws<ArgumentException>(() => numbers.Add("a", [0.5, 0.5]));
        Assert.Throws<ArgumentException>(() => numbers.Add("a", [0.25, 0.25, 0.25, 0.252]));
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Add("a", [-0.1, 1.1, 0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Add("a", [double.NaN, 1, 0, 0]));
        Assert.Equal(Shards.Json(new ProbabilityAccumulator(s_classes)), Shards.Json(numbers));
        numbers.Add("a", [0.25, 0.25, 0.25, 0.2509]);
        Assert.Equal(1, numbers.Items);
    }

    [Fact]
    public void Construct_OfBadClassesOrSettings_Throws()
    {
        Assert.Throws<ArgumentException>(() => new ProbabilityAccumulator(["a"]));
        Assert.Throws<ArgumentException>(() => new ProbabilityAccumulator(["a", "b", "a"]));
        Assert.Throws<ArgumentException>(() => new ProbabilityAccumulator(s_classes, [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProbabilityAccumulator(s_classes, maxRankedScores: -1));
    }

    [Fact]
    public void Merge_OfOtherClassesOrSettings_Throws()
    {
        var numbers = new ProbabilityAccumulator(s_classes);
        Assert.Throws<ArgumentException>(() => numbers.Merge(new(["a", "b"])));
        Assert.Throws<ArgumentException>(() => numbers.Merge(new(s_classes, [2])));
        Assert.Throws<ArgumentException>(() => numbers.Merge(new(s_classes, maxRankedScores: 9)));
    }

    private static IEnumerable<(int Truth, double[] Row)> Items(int count) => Enumerable.Range(0, count).Select(i => (i % 2, new[] { 0.4, 0.3, 0.2, 0.1 }));

    private static ProbabilityAccumulator Of(ClassificationReference.ProbabilityCase expected) => Of(
        expected.Truth.Zip(expected.Rows), classes: [.. Enumerable.Range(0, expected.Classes).Select(i => $"{i}")], topK: ClassificationReference.Cases.Top);

    private static ProbabilityAccumulator Of(
        IEnumerable<(int Truth, double[] Row)> items, long limit = ProbabilityAccumulator.DefaultMaxRankedScores, string[]? classes = null, int[]? topK = null)
    {
        var numbers = new ProbabilityAccumulator(classes ?? s_classes, topK, limit);
        foreach (var (truth, row) in items)
        {
            numbers.Add(numbers.Classes[truth], row);
        }

        return numbers;
    }
}

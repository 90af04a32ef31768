using CsCheck;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Tests.Metrics.Classification;

public sealed class MultiLabelAccumulatorTests
{
    private static readonly string[] s_classes = ["0", "1", "2", "3"];

    private static readonly Gen<(int[] Truth, int[] Predicted, double[]? Row)[]> s_items = Gen.Select(
        Gen.Int[0, 3].Array[0, 4], Gen.Int[0, 3].Array[0, 4],
        Gen.Frequency((3, Gen.Int[0, 9].Select(n => n / 9.0).Array[4].Select(row => (double[]?)row)), (1, Gen.Const((double[]?)null)))).Array[0, 40];

    [Fact]
    public void GetScores_OfReferenceCases_EqualScikitLearn()
    {
        Assert.True(ClassificationReference.Cases.MultiLabel.Count > 200);
        foreach (var expected in ClassificationReference.Cases.MultiLabel)
        {
            var scores = Of(expected).GetScores();
            var averages = new[] { ("micro", expected.Micro), ("macro", expected.Macro), ("weighted", expected.Weighted), ("samples", expected.Samples) };
            foreach (var (average, values) in averages)
            {
                Near.Equal(values.Cast<double?>(), [scores[$"{average}-precision"].Value, scores[$"{average}-recall"].Value, scores[$"{average}-f1"].Value]);
            }

            Near.Equal(expected.Subset, scores["subset-accuracy"]);
            Near.Equal(expected.Hamming, scores["hamming-loss"]);
            Near.Equal(expected.Jaccard, scores["jaccard-samples"]);
        }
    }

    [Fact]
    public void GetScores_OfReferenceProbabilities_EqualScikitLearn()
    {
        var cases = ClassificationReference.Cases.MultiLabel.Where(expected => expected.Rows is not null).ToArray();
        Assert.True(cases.Length > 80);
        foreach (var expected in cases)
        {
            var scores = Of(expected).GetScores();
            Near.Equal(expected.Auc, scores["roc-auc"]);
            Near.Equal(expected.Ap, scores["average-precision"]);
            Near.Equal(expected.MicroAuc, scores["roc-auc-micro"]);
            Near.Equal(expected.MicroAp, scores["average-precision-micro"]);
            Near.Equal(expected.Lrap, scores["lrap"]);
        }
    }

    [Fact]
    public void GetClassScores_OfReferenceCases_EqualScikitLearn()
    {
        foreach (var expected in ClassificationReference.Cases.MultiLabel)
        {
            var classes = Of(expected).GetClassScores();
            Assert.Equal(expected.PerClass.Length, classes.Count);
            Assert.All(expected.PerClass.Zip(classes), pair => Near.Equal(
                pair.First.Cast<double?>(), [pair.Second.Precision, pair.Second.Recall, pair.Second.F1, pair.Second.Support]));
        }
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Shards.MergeEqualsOnePass(s_items, items => Of(items, s_classes), (into, from) => into.Merge(from));

    [Fact]
    public void Merge_OfShardsWhoseLabelsAreDiscovered_EqualsOnePass() =>
        Shards.MergeEqualsOnePass(
            s_items, items => Of(items.Select(item => (item.Truth, item.Predicted, (double[]?)null)), null), (into, from) => into.Merge(from));

    [Fact]
    public void Add_LabelsGivenTwice_CountOnce()
    {
        var numbers = new MultiLabelAccumulator();
        var result = numbers.Add(["a", "a", "b"], ["b", "b", "c"]);
        Assert.Equal(new(1, 2, 2), result.Labels);
        Assert.False(result.IsExact);
        Assert.Equal([new("a", 0, 1, 0), new("b", 1, 1, 1), new("c", 0, 0, 1)], numbers.Labels);
    }

    [Fact]
    public void Add_AfterOneThatWasRefused_CountsAsIfItHadNotBeen()
    {
        var (numbers, other) = (new MultiLabelAccumulator(s_classes), new MultiLabelAccumulator(s_classes));
        Assert.Throws<ArgumentException>(() => numbers.Add(["0", "9"], ["1"]));
        Assert.Throws<ArgumentException>(() => numbers.Add(["0"], ["9"]));
        Assert.Throws<ArgumentException>(() => numbers.Add(["0"], ["1"], [0.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Add(["0"], ["1"], [0.5, 0.5, 0.5, 1.5]));
        Assert.Equal(numbers.Add(["2"], ["2"]), other.Add(["2"], ["2"]));
        Assert.Equal(Shards.Json(other), Shards.Json(numbers));
        Assert.Throws<ArgumentException>(() => new MultiLabelAccumulator().Add(["0"], ["1"], [0.5]));
    }

    [Fact]
    public void GetScores_WithoutItems_AreNull() =>
        Assert.All([.. new MultiLabelAccumulator().GetScores(), .. new MultiLabelAccumulator(s_classes).GetScores()], score => Assert.Null(score.Value.Value));

    [Fact]
    public void GetScores_OfEmptySetsOnly_AreZeroButForTheSubsetAccuracy()
    {
        var numbers = new MultiLabelAccumulator();
        Assert.True(numbers.Add([], []).IsExact);
        var scores = numbers.GetScores();
        Assert.Equal((1, null, 0), (scores["subset-accuracy"].Value, scores["hamming-loss"].Value, scores["samples-f1"].Value));
        Assert.Null(scores["macro-f1"].Value);
    }

    [Fact]
    public void GetClassRankings_OfProbabilities_GiveTheBestThresholds()
    {
        var numbers = Of([([0], [0], [0.9, 0.1, 0, 0]), ([1], [0], [0.6, 0.4, 0, 0]), ([0], [], [0.3, 0.2, 0, 0])], s_classes);
        Assert.Equal(new("1", 1, 1, 1, new(0.4, 1, 1, 1)), numbers.GetClassRankings()![1]);
        Assert.Equal(0.3, numbers.GetClassRankings()![0].Best!.Value.Threshold);
        Assert.Null(numbers.GetClassRankings()![2].Best);
        Assert.Contains("classes:2 of 4", numbers.GetScores()["roc-auc"].Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void GetScores_BeyondTheLimit_HaveNoRankMetricsButLrap()
    {
        var numbers = new MultiLabelAccumulator(s_classes, maxRankedScores: 3);
        numbers.Add(["0"], [], [0.5, 0.1, 0.2, 0.3]);
        var scores = numbers.GetScores();
        Assert.Equal((null, null, 1), (scores["roc-auc"].Value, scores["average-precision-micro"].Value, scores["lrap"].Value));
        Assert.Contains("more than 3 scores", scores["roc-auc-micro"].Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_OfOtherClasses_Throws()
    {
        Assert.Throws<ArgumentException>(() => new MultiLabelAccumulator(s_classes).Merge(new()));
        Assert.Throws<ArgumentException>(() => new MultiLabelAccumulator(s_classes).Merge(new(["1", "0", "2", "3"])));
    }

    private static MultiLabelAccumulator Of(ClassificationReference.MultiLabelCase expected) => Of(
        expected.Truth.Select((truth, i) => (truth, expected.Predicted[i], expected.Rows?[i])),
        expected.Classes is { } classes ? [.. Enumerable.Range(0, classes).Select(i => $"{i}")] : null);

    private static MultiLabelAccumulator Of(IEnumerable<(int[] Truth, int[] Predicted, double[]? Row)> items, string[]? classes)
    {
        var numbers = new MultiLabelAccumulator(classes);
        foreach (var (truth, predicted, row) in items)
        {
            numbers.Add([.. truth.Select(label => $"{label}")], [.. predicted.Select(label => $"{label}")], row);
        }

        return numbers;
    }
}

using CsCheck;
using Winnow.Core.Metrics.Sequences;
using Winnow.Core.Tests.Metrics.Classification;

namespace Winnow.Core.Tests.Metrics.Sequences;

public sealed class SequenceAccumulatorTests
{
    private static readonly Gen<(int Truth, int[] Steps)[]> s_items = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2].Array[1, 6]).Array[0, 40];

    [Fact]
    public void GetScores_OfReferenceCases_EqualPlainPython()
    {
        var cases = ClassificationReference.Load<SequenceReference>("sequences").Cases;
        Assert.True(cases.Count > 250);
        foreach (var expected in cases)
        {
            var scores = Of(expected.Truth.Zip(expected.Steps)).GetScores();
            Near.Equal(expected.Accuracy, scores["accuracy"]);
            Near.Equal(expected.Share, scores["earliest-correct-share"]);
            Near.Equal(expected.MedianShare, scores["earliest-correct-share-median"]);
            Near.Equal(expected.Time, scores["earliest-correct-steps"]);
            Near.Equal(expected.MedianTime, scores["earliest-correct-steps-median"]);
            Near.Equal(expected.Early.Cast<double?>(), [scores["early-accuracy-25"].Value, scores["early-accuracy-50"].Value, scores["early-accuracy-75"].Value]);
        }
    }

    [Fact]
    public void Add_OfReferenceCases_FindsTheEarliestStepOfPlainPython()
    {
        foreach (var expected in ClassificationReference.Load<SequenceReference>("sequences").Cases)
        {
            var numbers = new SequenceAccumulator();
            var found = expected.Truth.Select((truth, i) => numbers.Add($"{truth}", Labels(expected.Steps[i])).EarliestCorrectStep);
            Assert.Equal(expected.Earliest, found);
        }
    }

    [Fact]
    public void Add_ASequenceThatSettles_SaysWhen()
    {
        var result = new SequenceAccumulator().Add("a", ["a", "b", "a", "a"], 0.9);
        Assert.Equal((true, 3, 0.75), (result.IsCorrect, result.EarliestCorrectStep, result.EarliestCorrectShare));
        Assert.Equal(new(2, null), new SequenceAccumulator().Add("a", ["a", "b"]));
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Shards.MergeEqualsOnePass(s_items, Of, (into, from) => into.Merge(from));

    [Fact]
    public void GetScores_OfAnyOrder_AreEqualToTheLastBit() =>
        s_items.Sample(items => Assert.Equal(Of(items).GetScores(), Of(items.Reverse()).GetScores()));

    [Fact]
    public void GetScores_WithoutItems_AreNull() => Assert.All(Of([]).GetScores(), score => Assert.Null(score.Value.Value));

    [Fact]
    public void Add_WithoutStepsOrWithBadConfidence_ThrowsAndCountsNothing()
    {
        var numbers = new SequenceAccumulator();
        Assert.Throws<ArgumentException>(() => numbers.Add("a", []));
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Add("a", ["a"], 1.5));
        Assert.Equal(Shards.Json(new SequenceAccumulator()), Shards.Json(numbers));
    }

    [Fact]
    public void Construct_OfDamagedCounts_Throws()
    {
        Assert.Throws<ArgumentException>(() => new SequenceAccumulator(new(), [new(3, 2, 1)], []));
        Assert.Throws<ArgumentException>(() => new SequenceAccumulator(new(), [], [new(30, 1)]));
    }

    private static SequenceAccumulator Of(IEnumerable<(int Truth, int[] Steps)> items)
    {
        var numbers = new SequenceAccumulator();
        foreach (var (truth, steps) in items)
        {
            numbers.Add($"{truth}", Labels(steps));
        }

        return numbers;
    }

    private static string[] Labels(int[] steps) => [.. steps.Select(step => $"{step}")];

    private sealed record SequenceReference(IReadOnlyList<SequenceCase> Cases);

    private sealed record SequenceCase(
        int[] Truth, int[][] Steps, int?[] Earliest, double Accuracy, double[] Early, double? Share, double? MedianShare, double? Time, double? MedianTime);
}

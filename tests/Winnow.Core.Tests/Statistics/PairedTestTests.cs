using Winnow.Core.Statistics;

namespace Winnow.Core.Tests.Statistics;

public sealed class PairedTestTests
{
    private static readonly PairedOptions s_quick = new() { Bootstrap = new BootstrapOptions { Resamples = 500 }, Trials = 2_000 };

    [Fact]
    public void OfRatio_OfReferenceCases_EqualsScipysPermutationTest()
    {
        var cases = StatisticsReference.Load().Permutations;
        Assert.Equal(60, cases.Count);
        foreach (var expected in cases)
        {
            var comparison = new PairedTest(s_quick).OfRatio(expected.Baseline, expected.Denominators, expected.Candidate, expected.Denominators)!;
            Assert.Equal(expected.P, comparison.RandomizationPValue, 1e-12);
            Assert.Contains($"exact randomisation|swaps:{1 << expected.Differing}", comparison.Method, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AllKinds_OfTheSameFewItems_HaveTheSameExactPValue()
    {
        foreach (var expected in StatisticsReference.Load().Permutations.Where(c => c.Denominators.All(d => d == 1) && c.Baseline.Max() <= 1))
        {
            var n = expected.Baseline.Length;
            var (before, after) = (Array.ConvertAll(expected.Baseline, value => (int)value), Array.ConvertAll(expected.Candidate, value => (int)value));
            int[] groups = [.. Enumerable.Range(0, n)];
            double[] pooled = [.. expected.Baseline, .. expected.Candidate];
            var comparisons = new[]
            {
                new PairedTest(s_quick).OfSums(expected.Baseline, expected.Candidate, 1, sums => sums[0]),
                new PairedTest(s_quick).OfCells(before, after, 2, counts => (double)counts[1] / n),
                new PairedTest(s_quick).OfCells(before, after, 2, counts => (double)counts[1] / n, groups),
                new PairedTest(s_quick).OfWeights(n, weights => Some.Mean(pooled, weights)),
            };
            Assert.All(comparisons, comparison => Assert.Equal(expected.P, comparison!.RandomizationPValue, 1e-12));
        }
    }

    [Fact]
    public void AllKinds_OfTheSameManyItems_AgreeWithinMonteCarloError()
    {
        const int Items = 400;
        var (before, after, ones) = (Some.Rights(Items, 0.7, 1), Some.Rights(Items, 0.79, 2), Some.Ones(Items));
        int[] baseline = [.. before.Select(value => (int)value)], candidate = [.. after.Select(value => (int)value)];
        double[] Nudged(double[] values) => [.. values.Select((value, i) => value + (i * 1e-5))];
        double[] pooled = [.. before, .. after];
        var options = new PairedOptions { Bootstrap = new BootstrapOptions { Resamples = 10_000 }, Trials = 20_000 };
        var test = new PairedTest(options);
        var comparisons = new[]
        {
            test.OfRatio(before, ones, after, ones)!, test.OfRatio(Nudged(before), ones, Nudged(after), ones)!,
            test.OfCells(baseline, candidate, 2, counts => (double)counts[1] / Items)!,
            test.OfCells(baseline, candidate, 2, counts => (double)counts[1] / Items, [.. Enumerable.Range(0, Items)])!,
            test.OfWeights(Items, weights => Some.Mean(pooled, weights))!,
        };
        Assert.All(comparisons, c => Assert.Equal(comparisons[0].Difference, c.Difference, 1e-9));
        Assert.InRange(comparisons[0].RandomizationPValue, 0.02, 0.5);
        Assert.All(comparisons, c => Assert.Equal(comparisons[0].RandomizationPValue, c.RandomizationPValue, 0.02));
        Assert.All(comparisons, c => Assert.Equal(comparisons[0].BootstrapPValue!.Value, c.BootstrapPValue!.Value, 0.02));
        Assert.All(comparisons, c => Assert.Equal(comparisons[0].Interval!.Low, c.Interval!.Low, 0.004));
        Assert.All(comparisons, c => Assert.Equal(comparisons[0].Interval!.High, c.Interval!.High, 0.004));
    }

    [Fact]
    public void OfRatio_OfClassifiers_AgreesWithMcNemar()
    {
        var (before, after, ones) = (Some.Rights(2_000, 0.70, 3), Some.Rights(2_000, 0.73, 4), Some.Ones(2_000));
        var (lost, won) = (before.Zip(after).Count(pair => pair.First > pair.Second), before.Zip(after).Count(pair => pair.First < pair.Second));
        var comparison = new PairedTest().OfRatio(before, ones, after, ones)!;
        Assert.Equal((won - lost) / 2_000.0, comparison.Difference, 1e-12);
        Assert.Equal(McNemar.Test(lost, won).PValue, comparison.RandomizationPValue, 0.02);
    }

    [Fact]
    public void OfRatio_OfEqualRuns_SaysThatNothingDiffers()
    {
        var (values, ones) = (Some.Normals(100, 3), Some.Ones(100));
        var comparison = new PairedTest(s_quick).OfRatio(values, ones, values, ones)!;
        Assert.Equal((0, 1, 1), (comparison.Difference, comparison.RandomizationPValue, comparison.BootstrapPValue!.Value));
        Assert.Equal((0, 0), (comparison.Interval!.Low, comparison.Interval.High));
    }

    [Fact]
    public void OfRatio_CandidateBetterEverywhere_IsSignificant()
    {
        var (values, ones) = (Some.Normals(200, 3), Some.Ones(200));
        var comparison = new PairedTest(s_quick).OfRatio(values, ones, Array.ConvertAll(values, value => value + 0.5), ones)!;
        Assert.Equal(0.5, comparison.Difference, 1e-12);
        Assert.Equal(1.0 / 2_001, comparison.RandomizationPValue, 1e-12);
        Assert.Equal(0.5, comparison.Interval!.Low, 1e-9);
    }

    [Fact]
    public void OfRatio_OverGroups_SwapsThemWhole()
    {
        // Three groups in which the candidate is always better: the exact p-value is 2/8, however many items they hold.
        int[] groups = [.. Enumerable.Range(0, 300).Select(i => i / 100)];
        var (before, after, ones) = (Some.Rights(300, 0, 1), Some.Ones(300), Some.Ones(300));
        Assert.Equal(0.25, new PairedTest(s_quick).OfRatio(before, ones, after, ones, groups)!.RandomizationPValue, 1e-12);
        Assert.Equal(0.25, new PairedTest(s_quick).OfCells(new int[300], [.. Enumerable.Repeat(1, 300)], 2, c => c[1], groups)!.RandomizationPValue, 1e-12);
        double[] pooled = [.. before, .. after];
        Assert.Equal(0.25, new PairedTest(s_quick).OfWeights(300, weights => Some.Mean(pooled, weights), groups)!.RandomizationPValue, 1e-12);
    }

    [Fact]
    public void OfRatio_OfUndefinedRun_IsNull() => Assert.Null(new PairedTest(s_quick).OfRatio([1, 1], [0, 0], [1, 1], [1, 1]));

    [Fact]
    public void OfRatio_OfOneItem_HasAnExactPValueAndNoInterval()
    {
        var comparison = new PairedTest(s_quick).OfRatio([1], [2], [2], [2])!;
        Assert.Equal(1, comparison.RandomizationPValue);
        Assert.Null(comparison.Interval);
        Assert.Null(comparison.BootstrapPValue);
    }

    [Fact]
    public void DifferentItems_Throw()
    {
        Assert.Throws<ArgumentException>(() => new PairedTest().OfSums([1, 2], [1], 1, _ => 0));
        Assert.Throws<ArgumentException>(() => new PairedTest().OfCells([0, 1], [0], 2, _ => 0));
        Assert.Throws<ArgumentException>(() => new PairedTest().OfCells([0, 1], [0, 2], 2, _ => 0));
    }
}

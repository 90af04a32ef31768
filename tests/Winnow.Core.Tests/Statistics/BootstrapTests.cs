using Winnow.Core.Statistics;
using Winnow.Core.Statistics.Internal;

namespace Winnow.Core.Tests.Statistics;

public sealed class BootstrapTests
{
    private static readonly BootstrapOptions s_many = new() { Resamples = 100_000 };

    [Theory]
    [InlineData(BootstrapMethod.Percentile)]
    [InlineData(BootstrapMethod.Bca)]
    public void OfRatio_OfReferenceCases_EqualsScipyWithinMonteCarloError(BootstrapMethod method)
    {
        var cases = StatisticsReference.Load().Bootstraps;
        Assert.Equal(4, cases.Count);
        foreach (var expected in cases)
        {
            var interval = new Bootstrap(s_many with { Method = method }).OfRatio(expected.Numerators, expected.Denominators)!;
            var ends = method == BootstrapMethod.Bca ? expected.Bca : expected.Percentile;

            // The quantile at 0.975 of 100,000 normal values has a standard error of 0.0085 of theirs; skewed tails and moved quantiles are wider.
            // Accuracies lie on a lattice with steps of 1/60.
            var tolerance = expected.Kind == "accuracy" ? 1.01 / 60 : 0.08 * expected.StandardError;
            Assert.Equal(ends[0], interval.Low, tolerance);
            Assert.Equal(ends[1], interval.High, tolerance);
        }
    }

    [Fact]
    public void Bca_OfAllResamples_EqualsScipyExactly()
    {
        var cases = StatisticsReference.Load().ExactBca;
        Assert.Equal(24, cases.Count);
        foreach (var expected in cases)
        {
            var resamples = AllMeans(expected.Values);
            var z0 = BootstrapDistribution.Bias(resamples, expected.Values.Sum() / expected.Values.Length);
            var acceleration = BootstrapDistribution.Acceleration([.. expected.Values.Select(value => (expected.Values.Sum() - value, 1L))]);

            // Leaving a value out moves the mean by a multiple of what it moves the sum by, and the acceleration has no unit.
            Assert.Equal(expected.Z0, z0, 1e-9);
            Assert.Equal(expected.Acceleration, acceleration, 1e-9);
            var probabilities = new[] { 0.025, 0.975 }.Select(p => BootstrapDistribution.Moved(p, z0, acceleration)).ToArray();
            Assert.Equal(expected.Probabilities[0], probabilities[0], 1e-9);
            Assert.Equal(expected.Probabilities[1], probabilities[1], 1e-9);
            Assert.Equal(expected.Interval[0], BootstrapDistribution.Quantile(resamples, probabilities[0]), 1e-9);
            Assert.Equal(expected.Interval[1], BootstrapDistribution.Quantile(resamples, probabilities[1]), 1e-9);
        }
    }

    [Theory]
    [InlineData(BootstrapMethod.Percentile)]
    [InlineData(BootstrapMethod.Bca)]
    public void AllKinds_OfTheSameAccuracy_AgreeWithinMonteCarloError(BootstrapMethod method)
    {
        var (right, ones) = (Some.Rights(300, 0.8, 1), Some.Ones(300));
        var bootstrap = new Bootstrap(new BootstrapOptions { Resamples = 20_000, Method = method });
        var cells = Array.ConvertAll(right, value => (int)value);
        long[] counts = [cells.Count(cell => cell == 0), cells.Count(cell => cell == 1)];
        var intervals = new[]
        {
            bootstrap.OfRatio(right, ones), bootstrap.OfSums(right, 1, sums => sums[0] / 300), bootstrap.OfCells(counts, c => (double)c[1] / (c[0] + c[1])),
            bootstrap.OfCells(cells, 2, c => (double)c[1] / (c[0] + c[1])), bootstrap.OfWeights(300, weights => Some.Mean(right, weights)),
            bootstrap.OfRatio(right, ones, [.. Enumerable.Range(0, 300)]),
            bootstrap.OfCells(cells, 2, c => (double)c[1] / (c[0] + c[1]), [.. Enumerable.Range(0, 300)]),
        };
        Assert.All(intervals, interval => Assert.Equal(intervals[0]!.Low, interval!.Low, 1.01 / 300));
        Assert.All(intervals, interval => Assert.Equal(intervals[0]!.High, interval!.High, 1.01 / 300));
        Assert.All(intervals, interval => Assert.StartsWith(method == BootstrapMethod.Bca ? "bootstrap bca|" : "bootstrap percentile|", interval!.Method, StringComparison.Ordinal));
    }

    [Fact]
    public void OfRatio_WithRepeatedOrDifferentValues_HasTheSameDistribution()
    {
        var random = new Random(4);
        var lengths = Enumerable.Range(0, 2_000).Select(_ => (double)random.Next(1, 4)).ToArray();
        var edits = Array.ConvertAll(lengths, length => (double)random.Next((int)length + 1));
        var nudged = edits.Select((edit, i) => edit + (i * 1e-9)).ToArray();
        var bootstrap = new Bootstrap(new BootstrapOptions { Resamples = 20_000 });
        var (few, many) = (bootstrap.OfRatio(edits, lengths)!, bootstrap.OfRatio(nudged, lengths)!);
        Assert.Equal(few.Low, many.Low, (few.High - few.Low) * 0.02);
        Assert.Equal(few.High, many.High, (few.High - few.Low) * 0.02);
    }

    [Fact]
    public void OfRatio_OnAllCores_EqualsOneResampleAfterTheOther()
    {
        var values = Some.Normals(500, 3);
        var resampler = new SumResampler(SumTable.Of(values, 1, GroupIndex.Of(500, [])), "500 items", sums => sums[0] / 500);
        var expected = Enumerable.Range(0, 2_000).Select(i =>
        {
            var random = new Xoshiro256(1, i);
            return resampler.Draw(ref random);
        }).Order().ToArray();
        var interval = new Bootstrap().OfSums(values, 1, sums => sums[0] / 500)!;
        Assert.Equal(BootstrapDistribution.Quantile(expected, 0.975), interval.High, 1e-15);
        Assert.Equal(interval, new Bootstrap().OfSums(values, 1, sums => sums[0] / 500));
        Assert.NotEqual(interval, new Bootstrap(new BootstrapOptions { Seed = 2 }).OfSums(values, 1, sums => sums[0] / 500));
    }

    [Fact]
    public void OfRatio_KnownSeed_GivesTheNumbersItAlwaysGave()
    {
        var interval = new Bootstrap().OfRatio([1, 0, 1, 1, 0, 1, 1, 1.5, 1, 0.25], Some.Ones(10))!;
        Assert.Equal("bootstrap percentile|resamples:2000|seed:1|over:10 items|quantile:linear (type 7)", interval.Method);
        Assert.Equal(0.475, interval.Low, 1e-12);
        Assert.Equal(1.05, interval.High, 1e-12);
    }

    [Fact]
    public void OfRatio_OverGroups_EqualsTheBootstrapOfTheirSums()
    {
        var (edits, lengths) = (Some.Normals(400, 5), Some.Ones(400));
        int[] groups = [.. Enumerable.Range(0, 400).Select(i => 7 * (i / 10))];
        double[] Sums(double[] values) => [.. values.Chunk(10).Select(chunk => chunk.Sum())];
        var (grouped, summed) = (new Bootstrap().OfRatio(edits, lengths, groups)!, new Bootstrap().OfRatio(Sums(edits), Sums(lengths))!);
        Assert.Equal(summed.Low, grouped.Low, 1e-12);
        Assert.Equal(summed.High, grouped.High, 1e-12);
        Assert.Contains("over:40 groups of 400 items", grouped.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void OfWeights_OverGroups_GivesItemsOfAGroupTheSameWeight()
    {
        int[] groups = [0, 1, 0, 2, 1];
        new Bootstrap().OfWeights(5, weights =>
        {
            Assert.Equal((weights[0], weights[1]), (weights[2], weights[4]));
            Assert.Equal(3, weights[0] + weights[1] + weights[3]);
            return 1;
        }, groups);
    }

    [Fact]
    public void OfRatio_AllRight_IsAPoint()
    {
        foreach (var method in Enum.GetValues<BootstrapMethod>())
        {
            var interval = new Bootstrap(new BootstrapOptions { Method = method }).OfRatio(Some.Ones(50), Some.Ones(50))!;
            Assert.Equal((1, 1), (interval.Low, interval.High));
        }
    }

    [Fact]
    public void OfRatio_OfOneUnit_IsNull()
    {
        Assert.Null(new Bootstrap().OfRatio([1], [1]));
        Assert.Null(new Bootstrap().OfRatio([], []));
        Assert.Null(new Bootstrap().OfRatio([1, 0, 1], [1, 1, 1], [4, 4, 4]));
    }

    [Fact]
    public void OfRatio_OverNothing_IsNull() => Assert.Null(new Bootstrap().OfRatio([1, 2], [0, 0]));

    [Fact]
    public void OfRatio_OftenUndefined_IsNull()
    {
        // One in 30 counts: it is missing from 36 % of the resamples; of five, from 0.5 %.
        double[] Denominators(int count) => [.. Enumerable.Range(0, 30).Select(i => i < count ? 1.0 : 0)];
        Assert.Null(new Bootstrap().OfRatio(Some.Ones(30), Denominators(1)));
        Assert.Contains("|undefined resamples left out:", new Bootstrap().OfRatio(Some.Ones(30), Denominators(5))!.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void OfWeights_BcaOfManyUnits_FallsBackAndSaysSo()
    {
        var bootstrap = new Bootstrap(new BootstrapOptions { Method = BootstrapMethod.Bca, Resamples = 50 });
        var interval = bootstrap.OfWeights(2_001, weights => weights[0] + weights[1])!;
        Assert.StartsWith("bootstrap percentile (no bca: more than 2000 units)", interval.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Bca_EstimateOutsideOfAllResamples_FallsBackAndSaysSo()
    {
        var bootstrap = new Bootstrap(new BootstrapOptions { Method = BootstrapMethod.Bca });
        var interval = bootstrap.OfWeights(40, weights => weights.Contains(0) ? 0 : 1)!;
        Assert.StartsWith("bootstrap percentile (bca is undefined here)", interval.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void BadArguments_Throw()
    {
        var bootstrap = new Bootstrap();
        Assert.Contains("2 denominators were given for 3", Assert.Throws<ArgumentException>(() => bootstrap.OfRatio([1, 2, 3], [1, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => bootstrap.OfRatio([1, double.NaN], [1, 1]));
        Assert.Throws<ArgumentException>(() => bootstrap.OfRatio([1, 2], [1, 1], [0]));
        Assert.Throws<ArgumentException>(() => bootstrap.OfSums([1, 2, 3], 2, _ => 0));
        Assert.Throws<ArgumentException>(() => bootstrap.OfCells([1L, -1L], _ => 0));
        Assert.Throws<ArgumentException>(() => bootstrap.OfCells([0, 2], 2, _ => 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BootstrapOptions { Resamples = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BootstrapOptions { Level = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PairedOptions { Trials = 0 });
    }

    private static double[] AllMeans(double[] values)
    {
        double[] sums = [0];
        foreach (var _ in values)
        {
            sums = [.. sums.SelectMany(sum => values.Select(value => sum + value))];
        }

        var means = Array.ConvertAll(sums, sum => sum / values.Length);
        Array.Sort(means);
        return means;
    }
}

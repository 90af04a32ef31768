using Winnow.Core.Statistics;

namespace Winnow.Core.Tests.Statistics;

/// <summary>Do intervals cover as often as they say, and do tests reject as seldom? Simulated experiments with seeds.</summary>
/// <remarks>
/// Of 400 experiments at 95 %, 380 ± 4.4 cover: 366 to 394 is three standard errors either way, and beyond below lies 0.9 % more that percentile
/// intervals are known to lose with about a hundred units.
/// </remarks>
public sealed class CoverageTests
{
    private const int Experiments = 400;
    private static readonly BootstrapOptions s_options = new() { Resamples = 600 };

    [Fact]
    public void OfRatio_OfAccuracies_Covers() => AssertCovers(0.8, (_, random) =>
        Bootstrapped(random).OfRatio(Draw(200, () => random.NextDouble() < 0.8 ? 1 : 0), Some.Ones(200)));

    [Fact]
    public void OfRatio_OfErrorRatesThatGrowWithLength_Covers()
    {
        // Lengths are 1 to 40, and each symbol is wrong with 0.02 + 0.004 · length: the rate of the corpus is its mean weighed by length.
        var truth = Enumerable.Range(1, 40).Sum(l => l * (0.02 + (0.004 * l))) / Enumerable.Range(1, 40).Sum();
        AssertCovers(truth, (_, random) =>
        {
            var lengths = Draw(150, () => random.Next(1, 41));
            return Bootstrapped(random, BootstrapMethod.Bca).OfRatio(Array.ConvertAll(lengths, l => Edits(random, l)), lengths);
        });
    }

    [Fact]
    public void OfRatio_OfItemsThatResembleTheirGroup_CoversOverGroupsOnly()
    {
        int[] groups = [.. Enumerable.Range(0, 600).Select(i => i / 10)];
        var overItems = 0;
        AssertCovers(0, (i, random) =>
        {
            var shifts = Draw(60, () => Some.Normal(random));
            var values = Array.ConvertAll(groups, group => shifts[group] + Some.Normal(random));
            overItems += i % 4 == 0 && Covers(Bootstrapped(random).OfRatio(values, Some.Ones(600))!, 0) ? 1 : 0;
            return Bootstrapped(random).OfRatio(values, Some.Ones(600), groups);
        });
        Assert.InRange(overItems, 0, Experiments / 4 * 0.75);
    }

    [Fact]
    public void OfWeights_OfAreasUnderTheCurve_Covers() => AssertCovers(0.760249938906524, (_, random) =>
    {
        // P(N(1, 1) > N(0, 1)) = Φ(1/√2).
        var items = Draw(120, () => random.Next(2)).Select(positive => (Score: positive + Some.Normal(random), IsPositive: positive > 0)).OrderBy(item => item.Score).ToArray();
        return Bootstrapped(random).OfWeights(120, weights => AreaUnderCurve(items, weights));
    });

    [Fact]
    public void OfCells_OfMacroRecall_Covers() => AssertCovers(0.75, (_, random) =>
    {
        // Two classes, 0.9 and 0.6 of which are recognised.
        var counts = new long[4];
        for (var i = 0; i < 200; i++)
        {
            var truth = random.Next(4) == 0 ? 1 : 0;
            counts[(2 * truth) + (random.NextDouble() < (truth == 0 ? 0.9 : 0.6) ? truth : 1 - truth)]++;
        }

        return Bootstrapped(random).OfCells(counts, c => (((double)c[0] / (c[0] + c[1])) + ((double)c[3] / (c[2] + c[3]))) / 2);
    });

    [Fact]
    public void Wilson_AndClopperPearson_Cover()
    {
        AssertCovers(0.93, (_, random) => ProportionIntervals.Wilson((long)Draw(150, () => random.NextDouble() < 0.93 ? 1 : 0).Sum(), 150));
        var covered = CountCovered(0.93, (_, random) => ProportionIntervals.ClopperPearson((long)Draw(150, () => random.NextDouble() < 0.93 ? 1 : 0).Sum(), 150));
        Assert.InRange(covered, 0.94 * Experiments, Experiments);
    }

    [Fact]
    public void PairedTest_OfRunsThatDoNotDiffer_RejectsAsSeldomAsItSays()
    {
        var (randomization, bootstrap) = (new List<double>(), new List<double>());
        for (var i = 0; i < Experiments; i++)
        {
            var random = new Random(i);
            var (lengths, ease) = (Draw(100, () => random.Next(1, 41)), Draw(100, random.NextDouble));
            double[] Run() => [.. lengths.Select((l, item) => Math.Round(l * 0.2 * ease[item]) + random.Next(3))];
            var comparison = new PairedTest(new PairedOptions { Bootstrap = s_options with { Seed = i }, Trials = 600 }).OfRatio(Run(), lengths, Run(), lengths)!;
            randomization.Add(comparison.RandomizationPValue);
            bootstrap.Add(comparison.BootstrapPValue!.Value);
        }

        AssertUniform(randomization);
        AssertUniform(bootstrap);
    }

    [Fact]
    public void BenjaminiHochberg_OfManyTests_KeepsTheShareOfFalseDiscoveries()
    {
        var (share, found) = (0.0, 0);
        for (var i = 0; i < Experiments; i++)
        {
            var random = new Random(i);
            var shifted = Enumerable.Range(0, 50).Select(test => test < 10).ToArray();
            var p = shifted.Select(isShifted => WelchTest.Of(Draw(20, () => Some.Normal(random) + (isShifted ? 1.2 : 0)), Draw(20, () => Some.Normal(random)))!.PValue).ToArray();
            var rejected = BenjaminiHochberg.Adjust(p).Select((adjusted, test) => (IsRejected: adjusted <= 0.1, IsFalse: !shifted[test])).Where(r => r.IsRejected).ToArray();
            share += rejected.Length == 0 ? 0 : rejected.Count(r => r.IsFalse) / (double)rejected.Length;
            found += rejected.Count(r => !r.IsFalse);
        }

        // With 40 of 50 hypotheses true, the share is at most 0.1 · 40/50 = 0.08; a standard error is 0.005.
        Assert.InRange(share / Experiments, 0.05, 0.095);
        Assert.InRange(found, Experiments * 5, Experiments * 10);
    }

    private static Bootstrap Bootstrapped(Random random, BootstrapMethod method = BootstrapMethod.Percentile) =>
        new(s_options with { Seed = random.Next(), Method = method });

    private static double Edits(Random random, double length) =>
        Enumerable.Range(0, (int)length).Count(_ => random.NextDouble() < 0.02 + (0.004 * length));

    private static double[] Draw(int count, Func<double> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    private static void AssertCovers(double truth, Func<int, Random, Interval?> experiment) => Assert.InRange(CountCovered(truth, experiment), 362, 394);

    private static int CountCovered(double truth, Func<int, Random, Interval?> experiment) =>
        Enumerable.Range(0, Experiments).Count(i => Covers(experiment(i, new Random(i))!, truth));

    private static bool Covers(Interval interval, double truth) => interval.Low <= truth && truth <= interval.High;

    /// <summary>About 1, 5, 20 and 50 % lie below 0.01, 0.05, 0.2 and 0.5: within three standard errors and a little.</summary>
    private static void AssertUniform(List<double> pValues)
    {
        foreach (var level in new[] { 0.01, 0.05, 0.2, 0.5 })
        {
            var tolerance = (3 * Math.Sqrt(level * (1 - level) / pValues.Count)) + 0.005;
            Assert.InRange(pValues.Count(p => p <= level) / (double)pValues.Count, level - tolerance, level + tolerance);
        }
    }

    private static double? AreaUnderCurve((double Score, bool IsPositive)[] ascending, ReadOnlySpan<int> weights)
    {
        long negatives = 0, positives = 0, pairs = 0;
        for (var i = 0; i < ascending.Length; i++)
        {
            pairs += ascending[i].IsPositive ? weights[i] * negatives : 0;
            positives += ascending[i].IsPositive ? weights[i] : 0;
            negatives += ascending[i].IsPositive ? 0 : weights[i];
        }

        return positives == 0 || negatives == 0 ? null : (double)pairs / positives / negatives;
    }
}

using Winnow.Core.Statistics.Internal;

namespace Winnow.Core.Tests.Statistics.Internal;

public sealed class SamplersTests
{
    private const double LeastPValue = 1e-4;

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(7, 0.3)]
    [InlineData(30, 0.9)]
    [InlineData(25, 0.5)]
    [InlineData(400, 0.01)]
    [InlineData(1000, 0.4)]
    [InlineData(100_000, 0.0002)]
    [InlineData(100_000, 0.97)]
    public void BinomialSampler_ManyDraws_FollowTheDistribution(long n, double p)
    {
        const int Draws = 40_000;
        var random = new Xoshiro256(3, n);
        var counts = new Dictionary<long, int>();
        for (var i = 0; i < Draws; i++)
        {
            var k = BinomialSampler.Draw(ref random, n, p);
            counts[k] = counts.GetValueOrDefault(k) + 1;
        }

        var bins = Bins(n, p, Draws, counts);
        Assert.True(bins.Count > 1, "One bin tells nothing.");
        AssertFits(bins);
    }

    [Theory]
    [InlineData(0, 0.5, 0)]
    [InlineData(9, 0, 0)]
    [InlineData(9, 1, 9)]
    public void BinomialSampler_WhereNothingIsRandom_GivesIt(long n, double p, long expected)
    {
        var random = new Xoshiro256(1, 1);
        Assert.Equal(expected, BinomialSampler.Draw(ref random, n, p));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(13)]
    [InlineData(64)]
    [InlineData(9_999)]
    public void Multiplicities_OfUnits_AddUpAndAreUniform(int units)
    {
        var random = new Xoshiro256(5, units);
        var (sums, drawn) = (new double[Math.Min(units, 10)], new int[units]);
        var repeats = 2_000_000 / units / 10;
        for (var i = 0; i < repeats; i++)
        {
            Multiplicities.Draw(ref random, drawn);
            Assert.Equal(units, drawn.Sum());
            for (var unit = 0; unit < units; unit++)
            {
                sums[(int)((long)unit * sums.Length / units)] += drawn[unit];
            }
        }

        AssertFits([.. sums.Select((sum, i) => (sum, (double)repeats * Enumerable.Range(0, units).Count(u => (long)u * sums.Length / units == i)))]);
    }

    [Fact]
    public void Multiplicities_OfUnits_HaveTheVariancesOfSingleDraws()
    {
        const int Units = 5000;
        const int Repeats = 4000;
        var random = new Xoshiro256(6, 0);
        var drawn = new int[Units];
        double square = 0, neighbours = 0, halves = 0;
        for (var i = 0; i < Repeats; i++)
        {
            Multiplicities.Draw(ref random, drawn);
            square += drawn.Average(count => (count - 1.0) * (count - 1.0));
            neighbours += Enumerable.Range(0, Units - 1).Average(u => (drawn[u] - 1.0) * (drawn[u + 1] - 1.0));
            halves += Math.Pow(drawn.AsSpan(0, Units / 2).ToArray().Sum() - (Units / 2.0), 2);
        }

        Assert.Equal(1 - (1.0 / Units), square / Repeats, 0.002);
        Assert.Equal(-1.0 / Units, neighbours / Repeats, 0.002);
        Assert.Equal(Units / 4.0, halves / Repeats, Units / 4.0 * 0.1);
    }

    [Fact]
    public void Multiplicities_OfWeights_FollowTheWeights()
    {
        long[] weights = [5, 0, 1, 44, 950];
        var (random, drawn, sums) = (new Xoshiro256(8, 0), new long[5], new double[5]);
        for (var i = 0; i < 2_000; i++)
        {
            Multiplicities.Draw(ref random, weights, drawn);
            Assert.Equal(1000, drawn.Sum());
            sums = [.. sums.Select((sum, k) => sum + drawn[k])];
        }

        Assert.Equal(0, sums[1]);
        AssertFits([.. weights.Select((weight, k) => (sums[k], 2_000.0 * weight)).Where(bin => bin.Item2 > 0)]);
    }

    [Fact]
    public void NextBelow_ManyDraws_AreUniform()
    {
        var (random, counts) = (new Xoshiro256(9, 0), new double[7]);
        for (var i = 0; i < 70_000; i++)
        {
            counts[random.NextBelow(7)]++;
        }

        AssertFits([.. counts.Select(count => (count, 10_000.0))]);
    }

    /// <summary>Neighbouring counts together, until 10 draws are expected of each bin.</summary>
    private static List<(double Drawn, double Expected)> Bins(long n, double p, int draws, Dictionary<long, int> counts)
    {
        var bins = new List<(double Drawn, double Expected)>();
        var (drawn, expected) = (0.0, 0.0);
        for (var k = 0L; k <= n; k++)
        {
            drawn += counts.GetValueOrDefault(k);
            expected += draws * BinomialProbability.Of(k, n, p, 1 - p);
            if (expected >= 10)
            {
                bins.Add((drawn, expected));
                (drawn, expected) = (0, 0);
            }
        }

        bins[^1] = (bins[^1].Drawn + drawn, bins[^1].Expected + expected);
        return bins;
    }

    private static void AssertFits(List<(double Drawn, double Expected)> bins)
    {
        var statistic = bins.Sum(bin => Math.Pow(bin.Drawn - bin.Expected, 2) / bin.Expected);
        Assert.InRange(bins.Count == 1 ? 1 : Distributions.ChiSquareTail(statistic, bins.Count - 1), LeastPValue, 1);
    }
}

using Winnow.Core.Statistics.Internal;
using Winnow.Core.Tests.Slices;

namespace Winnow.Core.Tests.Statistics.Internal;

public sealed class DistributionsTests
{
    [Fact]
    public void NormalCdf_OfReferenceCases_EqualsScipy() => AllEqual(Cases.Normal, 91, 1e-12, c => Distributions.NormalCdf(c[0]));

    [Fact]
    public void NormalQuantile_OfReferenceCases_EqualsScipy() => AllEqual(Cases.NormalQuantile, 72, 1e-12, c => Distributions.NormalQuantile(c[0]));

    [Fact]
    public void ChiSquareTail_OfReferenceCases_EqualsScipy() => AllEqual(Cases.ChiSquare, 40, 1e-10, c => Distributions.ChiSquareTail(c[0], c[1]));

    [Fact]
    public void StudentTwoSided_OfReferenceCases_EqualsScipy() => AllEqual(Cases.Student, 36, 1e-10, c => Distributions.StudentTwoSided(c[0], c[1]));

    [Fact]
    public void BinomialCdf_OfReferenceCases_EqualsScipy() =>
        AllEqual(Cases.Binomial, 60, 1e-10, c => Distributions.BinomialCdf((long)c[0], (long)c[1], c[2]));

    [Fact]
    public void BinomialTail_OfSlicesReferenceCases_EqualsScipy()
    {
        AllEqual(SlicesReference.Load().Tails, 80, 1e-9, c => Distributions.BinomialTail((long)c[0], (long)c[1], c[2]));
        Assert.Equal(0, Distributions.BinomialTail(4, 3, 0.5));
    }

    [Fact]
    public void IncompleteBeta_OfReferenceCases_EqualsScipy() => AllEqual(Cases.Beta, 324, 1e-10, c => IncompleteBeta.Of(c[0], c[1], c[2]));

    [Fact]
    public void IncompleteBetaInverse_OfReferenceCases_FindsTheArgument()
    {
        foreach (var c in Cases.Beta)
        {
            Assert.Equal(c[2], IncompleteBeta.Inverse(c[0], c[1], c[3]), 1e-9);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void IncompleteBetaInverse_AtTheEnds_IsTheEnd(double p, double expected) => Assert.Equal(expected, IncompleteBeta.Inverse(3, 4, p));

    [Fact]
    public void BinomialProbability_OverAllCounts_SumsToOne()
    {
        foreach (var (n, p) in new[] { (1, 0.3), (40, 0.5), (1000, 0.001), (100_000, 0.7) })
        {
            Assert.Equal(1, Enumerable.Range(0, n + 1).Sum(k => BinomialProbability.Of(k, n, p, 1 - p)), 1e-11);
        }
    }

    private static StatisticsReference.DistributionCases Cases => StatisticsReference.Load().Distributions;

    /// <summary>Equal but for a share of the value; the last number of a case is what scipy says.</summary>
    private static void AllEqual(double[][] cases, int least, double relative, Func<double[], double> compute)
    {
        Assert.True(cases.Length >= least, $"{cases.Length} cases");
        Assert.All(cases, c => Assert.Equal(c[^1], compute(c), Math.Max(relative * Math.Abs(c[^1]), 1e-300)));
    }
}

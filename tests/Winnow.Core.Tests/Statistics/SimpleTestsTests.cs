using Winnow.Core.Statistics;
using Winnow.Core.Tests.Slices;

namespace Winnow.Core.Tests.Statistics;

/// <summary>McNemar, two proportions, Welch, effect sizes, Benjamini and Hochberg, against scipy.</summary>
public sealed class SimpleTestsTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void McNemar_OfReferenceCases_EqualsScipy()
    {
        var cases = StatisticsReference.Load().Mcnemar;
        Assert.Equal(64, cases.Length);
        foreach (var expected in cases)
        {
            var result = McNemar.Test((long)expected[0], (long)expected[1]);
            Assert.Equal(expected[2], result.Statistic!.Value, Tolerance);
            Assert.Equal(expected[3], result.PValue, Tolerance);
            Assert.Equal(expected[0] + expected[1] <= 25, result.Method.Contains("exact", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void TwoProportions_OfReferenceCases_EqualScipy()
    {
        var cases = StatisticsReference.Load().TwoProportions;
        Assert.True(cases.Count >= 150, $"{cases.Count} cases");
        foreach (var expected in cases)
        {
            var n = expected.Numbers;
            var (z, fisher) = (TwoProportions.ZTest(n[0], n[1], n[2], n[3])!, TwoProportions.FisherExact(n[0], n[1], n[2], n[3])!);
            AssertSame(expected.Z, z.Statistic);
            Assert.Equal(expected.ZP, z.PValue, Tolerance);
            AssertSame(expected.Odds, fisher.Statistic);
            Assert.Equal(expected.Fisher, fisher.PValue, Tolerance);
        }
    }

    [Fact]
    public void TwoProportions_WithoutTrials_AreNull()
    {
        Assert.Null(TwoProportions.ZTest(0, 0, 1, 2));
        Assert.Null(TwoProportions.FisherExact(1, 2, 0, 0));
        Assert.Null(TwoProportions.Test(1, 2, 0, 0));
    }

    [Fact]
    public void TwoProportions_OfSlices_AreExactWhereACellIsExpectedToBeSmall()
    {
        var cases = SlicesReference.Load().Proportions;
        Assert.True(cases.Length > 100, $"{cases.Length} cases");
        var tests = cases.Select(row => (row, Test: TwoProportions.Test((long)row[0], (long)row[1], (long)row[2], (long)row[3])!)).ToList();
        Assert.All(tests, one => AssertClose(one.row[4], one.Test.PValue));
        Assert.Equal(2, tests.Select(one => one.Test.Method).Distinct().Count());
    }

    [Fact]
    public void WelchTest_OfSlices_EqualsScipy()
    {
        var cases = SlicesReference.Load().Welch;
        Assert.True(cases.Length > 100, $"{cases.Length} cases");
        Assert.All(cases, row => AssertClose(row[5], WelchTest.Of(new SampleMoments((long)row[2], row[0], row[1] * row[2]), new SampleMoments((long)row[4], 0, row[3] * row[4]))!.PValue));
    }

    [Fact]
    public void SamplesCases_EqualScipy()
    {
        var cases = StatisticsReference.Load().Samples;
        Assert.True(cases.Count >= 90, $"{cases.Count} cases");
        foreach (var expected in cases)
        {
            var (first, second) = (expected.First, expected.Second);
            var welch = WelchTest.Of(first, second)!;
            Assert.Equal(expected.T, welch.Statistic!.Value, Tolerance);
            Assert.Equal(expected.P, welch.PValue, Tolerance);
            Assert.Equal(expected.Cliff, EffectSizes.CliffsDelta(first, second)!.Value, Tolerance);
            AssertSame(expected.Dz, EffectSizes.CohenDz([.. first.Zip(second, (a, b) => a - b)]));
        }
    }

    [Fact]
    public void WelchTest_WithoutVariation_IsNull()
    {
        Assert.Null(WelchTest.Of([1, 1, 1], [2, 2]));
        Assert.Null(WelchTest.Of([1], [2, 3]));
    }

    [Fact]
    public void BenjaminiHochberg_OfReferenceCases_EqualsItsDefinition()
    {
        var cases = StatisticsReference.Load().Adjustments;
        Assert.True(cases.Count >= 60, $"{cases.Count} cases");
        foreach (var expected in cases)
        {
            var adjusted = BenjaminiHochberg.Adjust(expected.P);
            Assert.Equal(expected.Adjusted.Length, adjusted.Length);
            Assert.All(expected.Adjusted.Zip(adjusted), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void BenjaminiHochberg_OfWhatIsNoPValue_Throws(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BenjaminiHochberg.Adjust([0.5, value]));

    [Fact]
    public void EffectSizes_OfKnownCases_AreTheirDefinitions()
    {
        Assert.Equal(Math.PI, EffectSizes.CohenH(1, 0), Tolerance);
        Assert.Equal(-0.2013579207903308, EffectSizes.CohenH(0.5, 0.6), Tolerance);
        Assert.Equal(2.5, EffectSizes.DiscordantOddsRatio(5, 2));
        Assert.Equal(1.5, EffectSizes.RelativeRisk(3, 10, 2, 10)!.Value, Tolerance);
    }

    [Fact]
    public void EffectSizes_WhereTheyAreUndefined_AreNull()
    {
        Assert.Null(EffectSizes.DiscordantOddsRatio(5, 0));
        Assert.Null(EffectSizes.RelativeRisk(1, 2, 0, 2));
        Assert.Null(EffectSizes.RelativeRisk(0, 0, 1, 2));
        Assert.Null(EffectSizes.CohenDz([1]));
        Assert.Null(EffectSizes.CohenDz([1, 1]));
        Assert.Null(EffectSizes.CliffsDelta([], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => EffectSizes.CohenH(1.1, 0));
    }

    // And a p-value near 0 to a millionth of itself.
    private static void AssertClose(double expected, double actual)
    {
        Assert.Equal(expected, actual, Tolerance);
        Assert.True(Math.Abs(expected - actual) <= (1e-6 * expected) + 1e-300, $"{expected} {actual}");
    }

    private static void AssertSame(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, Math.Max(1, Math.Abs(expected ?? 0)) * Tolerance);
    }
}

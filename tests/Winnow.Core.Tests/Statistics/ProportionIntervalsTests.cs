using Winnow.Core.Statistics;

namespace Winnow.Core.Tests.Statistics;

public sealed class ProportionIntervalsTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Wilson_OfReferenceCases_EqualsScipy() => AssertEqual(ProportionIntervals.Wilson, expected => expected.Wilson);

    [Fact]
    public void ClopperPearson_OfReferenceCases_EqualsScipy() => AssertEqual(ProportionIntervals.ClopperPearson, expected => expected.ClopperPearson);

    [Fact]
    public void Wilson_WithoutTrials_IsNull() => Assert.Null(ProportionIntervals.Wilson(0, 0));

    [Fact]
    public void ClopperPearson_WithoutTrials_IsNull() => Assert.Null(ProportionIntervals.ClopperPearson(0, 0));

    [Theory]
    [InlineData(-1, 3, 0.95)]
    [InlineData(4, 3, 0.95)]
    [InlineData(0, -1, 0.95)]
    [InlineData(1, 3, 1)]
    [InlineData(1, 3, double.NaN)]
    public void Wilson_OutOfRange_Throws(long successes, long trials, double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ProportionIntervals.Wilson(successes, trials, level));

    [Fact]
    public void ClopperPearson_OneSided_SaysSo() =>
        Assert.Equal("clopper-pearson|one-sided:lower", ProportionIntervals.ClopperPearson(3, 9, 0.9, IntervalSides.Lower)!.Method);

    private static void AssertEqual(
        Func<long, long, double, IntervalSides, Interval?> compute, Func<StatisticsReference.ProportionCase, StatisticsReference.Sides> select)
    {
        var cases = StatisticsReference.Load().Proportions;
        Assert.True(cases.Count >= 100, $"{cases.Count} cases");
        foreach (var expected in cases)
        {
            var sides = select(expected);
            foreach (var (side, ends) in new[] { (IntervalSides.Both, sides.Both), (IntervalSides.Lower, sides.Lower), (IntervalSides.Upper, sides.Upper) })
            {
                var interval = compute(expected.Successes, expected.Trials, expected.Level, side)!;
                Assert.Equal(ends[0], interval.Low, Tolerance);
                Assert.Equal(ends[1], interval.High, Tolerance);
                Assert.Equal(expected.Level, interval.Level);
            }
        }
    }
}

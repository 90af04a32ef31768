using Winnow.Core.Evaluations.Report;
using Winnow.Core.Evaluations.Report.Plots;
using Winnow.Core.Statistics;

namespace Winnow.Core.Tests.Evaluations.Report;

public sealed class ShowTests
{
    [Theory]
    [InlineData(3.21429, "3.214")]
    [InlineData(14.8812, "14.88")]
    [InlineData(999.96, "1000.0")]
    [InlineData(12345.6, "12,346")]
    [InlineData(0.00071, "0.0007100")]
    [InlineData(0.0000123, "1.23e-5")]
    [InlineData(-31.5, "-31.50")]
    [InlineData(0, "0")]
    public void Significant_OfNumber_HasFourDigits(double value, string expected) => Assert.Equal(expected, Show.Significant(value));

    [Theory]
    [InlineData("accuracy", 0.94119, "0.9412")]
    [InlineData("cer", 1.25, "1.250")]
    [InlineData("rmse", 0.25, "0.2500")]
    [InlineData("bleu", 0.9, "0.9000")]
    [InlineData("mcc", -0.12345, "-0.1235")]
    [InlineData("ap", null, "–")]
    public void Value_OfMetric_KnowsItsScale(string metric, double? value, string expected) => Assert.Equal(expected, Show.Value(metric, value));

    [Fact]
    public void Range_OfShares_HasAsManyDecimalsAsItTakes()
    {
        Assert.Equal("[0.936, 0.946]", Show.Range(new(0.93602, 0.94612, 0.95, ""), isShare: true));
        Assert.Equal("[0.9983, 0.9991]", Show.Range(new(0.99831, 0.99912, 0.95, ""), isShare: true));
        Assert.Equal("[13.58, 16.09]", Show.Range(new(13.581, 16.091, 0.95, ""), isShare: false));
        Assert.Equal("[−0.004, +0.009]", Show.DifferenceRange(new(-0.0041, 0.0089, 0.95, ""), isShare: true));
        Assert.Equal("", Show.Range(null, isShare: true));
    }

    [Theory]
    [InlineData(0.0004, "< 0.001")]
    [InlineData(0.0126, "0.013")]
    [InlineData(null, "–")]
    public void PValue_OfSmallOne_IsABound(double? value, string expected) => Assert.Equal(expected, Show.PValue(value));

    [Fact]
    public void Ticks_OfScale_AreRoundNumbersThatHoldAllValues()
    {
        Assert.Equal(["0.94", "0.96", "0.98", "1.00"], Texts(Scale.OfShares([0.947, 0.991, 0.999])));
        Assert.Equal(["0.00", "0.25", "0.50", "0.75", "1.00"], Texts(Scale.OfShares([0.01, 0.99])));
        Assert.Equal(["−0.02", "−0.01", "0.00", "0.01", "0.02"], Texts(Scale.OfDifferences([-0.0152, 0.0196])));
        Assert.Equal(["−0.002", "−0.001", "0.000", "0.001", "0.002"], Texts(Scale.OfDifferences([0])));
        Assert.Equal(["0.00", "0.25", "0.50", "0.75", "1.00"], Texts(Scale.OfShares([])));
        Assert.Equal(["0.996", "0.997", "0.998", "0.999", "1.000"], Texts(Scale.OfShares([1])));
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0, 0)]
    [InlineData(-3, 1e9)]
    public void At_OfEdges_StaysOnTheAxis(double low, double high)
    {
        var scale = Scale.OfDifferences([low, high]);
        Assert.InRange(scale.At(low), 0, 100);
        Assert.True(scale.At(low) <= scale.At(high) && double.IsFinite(scale.At(high)));
        Assert.Equal(100, scale.At(double.MaxValue));
    }

    private static string[] Texts(Scale scale) => [.. scale.Ticks().Select(tick => tick.Text)];
}

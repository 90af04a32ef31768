using Winnow.Cli.Output;

namespace Winnow.Cli.Tests.Output;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.0, "0.0000")]
    [InlineData(1.0, "1.0000")]
    [InlineData(-0.00012, "-0.0001")]
    [InlineData(0.00002, "2.00e-5")]
    [InlineData(-3e-12, "-3.00e-12")]
    [InlineData(99.12345, "99.1235")]
    [InlineData(1234.567, "1234.57")]
    [InlineData(1234567.8, "1,234,568")]
    public void Number_OfAScore_IsShortAndSaysEnough(double? value, string expected) => Assert.Equal(expected, Figures.Number(value));

    [Theory]
    [InlineData(0.0112, "+0.0112")]
    [InlineData(-0.0112, "-0.0112")]
    [InlineData(0.0, "0.0000")]
    public void Difference_OfTwoScores_HasItsSign(double value, string expected) => Assert.Equal(expected, Figures.Difference(value));

    [Theory]
    [InlineData(null, "")]
    [InlineData(0.00009, "< 0.0001")]
    [InlineData(0.0224, "0.0224")]
    [InlineData(1.0, "1.0000")]
    public void Chance_OfAPValue_HasFourDecimals(double? p, string expected) => Assert.Equal(expected, Figures.Chance(p));
}

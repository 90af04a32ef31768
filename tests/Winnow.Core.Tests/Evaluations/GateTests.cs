using Winnow.Core.Errors;
using Winnow.Core.Evaluations;

namespace Winnow.Core.Tests.Evaluations;

public class GateTests
{
    [Theory]
    [InlineData("accuracy >= 0.9", 0.9, true)]
    [InlineData("accuracy >= 0.9", 0.8999999, false)]
    [InlineData("accuracy>0.9", 0.9, false)]
    [InlineData(" cer <= 2e-2 ", 0.02, true)]
    [InlineData("cer<=0.02", 0.0201, false)]
    [InlineData("wer < .5", 0.49, true)]
    [InlineData("wer < .5", 0.5, false)]
    [InlineData("macro-f1 > -1", -0.5, true)]
    public void Check_AValue_PassesOrFails(string rule, double value, bool expected)
    {
        var outcome = Gate.Parse(rule).Check(value);

        Assert.Equal((rule, value, expected), (outcome.Rule, outcome.Value, outcome.HasPassed));
    }

    [Fact]
    public void Check_NoValue_FailsAndSaysWhy()
    {
        var outcome = Gate.Parse("accuracy >= 0").Check(null);

        Assert.False(outcome.HasPassed);
        Assert.Equal("accuracy is without a value; the gate wants >= 0.", outcome.Reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("accuracy")]
    [InlineData("accuracy == 0.9")]
    [InlineData("accuracy >= ")]
    [InlineData("accuracy >= much")]
    [InlineData("accuracy >= 1e999")]
    [InlineData("accuracy >= 90 %")]
    [InlineData(">= 0.9")]
    [InlineData("a > 1 > 2")]
    public void Parse_NoRule_IsRefused(string? rule) =>
        Assert.Equal(ErrorCodes.InvalidGate, Assert.Throws<WinnowException>(() => Gate.Parse(rule)).Code);

    [Fact]
    public void Parse_TooLong_IsRefusedAndCut()
    {
        var error = Assert.Throws<WinnowException>(() => Gate.Parse("accuracy >= 0." + new string('1', 300)));

        Assert.InRange(error.Message.Length, 1, 300);
    }
}

using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics;
using Winnow.Core.Statistics;

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
    [InlineData("chrf++ >= 50", 51, true)]
    [InlineData("recall@10 >= 0.5", 0.4, false)]
    public void Judge_AValue_PassesOrFails(string rule, double value, bool expected)
    {
        var outcome = Judge(rule, value);

        Assert.Equal((rule, value, expected), (outcome.Rule, outcome.Value, outcome.HasPassed));
    }

    [Theory]
    [InlineData("accuracy.low >= 0.85", true)]
    [InlineData("accuracy.low >= 0.86", false)]
    [InlineData("accuracy.high <= 0.95", true)]
    [InlineData("accuracy.high < 0.95", false)]
    public void Judge_ABoundOfTheInterval_PassesOrFails(string rule, bool expected) => Assert.Equal(expected, Judge(rule, 0.9, new(0.85, 0.95, 0.95, "")).HasPassed);

    [Fact]
    public void Judge_NoValue_FailsAndSaysWhy()
    {
        var outcome = Judge("accuracy >= 0", null);

        Assert.False(outcome.HasPassed);
        Assert.Equal("accuracy is without a value; the gate wants >= 0.", outcome.Reason);
        Assert.False(Judge("accuracy.low >= 0", 0.5).HasPassed);
    }

    [Theory]
    [InlineData("accuracy >= baseline", -0.05, -0.10, -0.01, false)] // a regression beyond noise
    [InlineData("accuracy >= baseline", -0.05, -0.11, 0.01, true)] // noise
    [InlineData("accuracy >= baseline - 0.02", -0.05, -0.10, -0.015, true)]
    [InlineData("accuracy >= baseline - 0.02", -0.05, -0.10, -0.03, false)]
    [InlineData("accuracy > baseline", 0.05, 0.01, 0.09, true)] // better beyond noise
    [InlineData("accuracy > baseline", 0.05, -0.01, 0.11, false)]
    [InlineData("accuracy > baseline + 0.02", 0.05, 0.01, 0.09, false)]
    [InlineData("accuracy <= baseline", 0.05, 0.01, 0.09, false)]
    [InlineData("accuracy <= baseline+0.02", 0.05, 0.01, 0.09, true)]
    [InlineData("accuracy < baseline", -0.05, -0.09, -0.01, true)]
    public void Judge_AgainstTheBaseline_FailsBeyondNoiseOnly(string rule, double difference, double low, double high, bool expected)
    {
        var metric = new MetricComparison("accuracy", 0.9, 0.9 + difference, difference, new(low, high, 0.95, ""), 0.01, 0.01, true);
        var outcome = new GateJudge(new Dictionary<string, Score>(), ComparisonOf(metric), _ => []).Judge([rule])[0];

        Assert.Equal((expected, difference), (outcome.HasPassed, outcome.Value));
        Assert.Contains("beyond noise", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_AgainstNoBaseline_Fails()
    {
        Assert.Equal("The run has no baseline; name one.", Judge("accuracy >= baseline", 1).Reason);
        Assert.Equal("cer has no value for both runs.", new GateJudge(new Dictionary<string, Score>(), ComparisonOf(), _ => []).Judge(["cer <= baseline"])[0].Reason);
    }

    [Fact]
    public void Judge_OfSlices_FailsWhereAnyValueDoes()
    {
        (string, double?)[] values = [("blue", 0.9), ("red", 0.5), ("green", 0.4)];
        GateOutcome Judge(string rule) => new GateJudge(new Dictionary<string, Score>(), null, gate => [.. values.Where(value => gate.Value is "*" || value.Item1 == gate.Value)]).Judge([rule])[0];

        Assert.True(Judge("accuracy[metadata.colour=blue] >= 0.8").HasPassed);
        var all = Judge("accuracy[metadata.colour=*] >= 0.8");
        Assert.Equal((false, 0.5), (all.HasPassed, all.Value));
        Assert.Equal("accuracy is 0.5 where metadata.colour = red; the gate wants >= 0.8. So do 1 more values.", all.Reason);
        Assert.Equal("No item has metadata.colour = pink.", Judge("accuracy[metadata.colour=pink] >= 0.8").Reason);
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
    [InlineData("accuracy.middle >= 0.9")]
    [InlineData("accuracy[colour] >= 0.9")]
    [InlineData("accuracy[=blue] >= 0.9")]
    [InlineData("accuracy >= baseline * 2")]
    [InlineData("accuracy.low >= baseline")]
    [InlineData("accuracy.low[metadata.colour=blue] >= 0.9")]
    [InlineData("accuracy[metadata.colour=blue] >= baseline - 0.01")]
    [InlineData("accuracy >= baseline - 1e999")]
    public void Parse_NoRule_IsRefused(string? rule) =>
        Assert.Equal(ErrorCodes.InvalidGate, Assert.Throws<WinnowException>(() => Gate.Parse(rule)).Code);

    [Fact]
    public void Parse_TooLong_IsRefusedAndCut()
    {
        var error = Assert.Throws<WinnowException>(() => Gate.Parse("accuracy >= 0." + new string('1', 300)));

        Assert.InRange(error.Message.Length, 1, 500);
    }

    private static GateOutcome Judge(string rule, double? value, Interval? interval = null)
    {
        var scores = new Dictionary<string, Score> { [Gate.Parse(rule).Metric] = new(value, "") { Interval = interval } };
        return new GateJudge(scores, null, _ => []).Judge([rule])[0];
    }

    private static BaselineComparison ComparisonOf(params MetricComparison[] metrics) => new()
    {
        Baseline = "b", Model = "m@1", Shared = 1, OnlyBaseline = 0, OnlyCandidate = 0, Metrics = metrics, Fixed = 0, Broken = 0, StillWrong = 0, StillRight = 1,
    };
}

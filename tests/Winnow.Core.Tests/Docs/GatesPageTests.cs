using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics;
using Winnow.Core.Models;

namespace Winnow.Core.Tests.Docs;

public sealed class GatesPageTests
{
    private static readonly string s_page = Document.Read("gates.md");

    // What compares something is a rule; ">=" alone is none.
    private static readonly string[] s_rules = [.. Document.CodeOf(s_page).Where(code => code.AsSpan().ContainsAny('<', '>') && code.Contains(' ', StringComparison.Ordinal)).Distinct()];

    public static TheoryData<string> Rules => [.. s_rules];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_EveryExample_IsAGateOfAMetric(string rule)
    {
        var gate = Gate.Parse(rule);
        Assert.Contains(gate.Metric, Enum.GetValues<ModelTask>().SelectMany(MetricNames.Of));
    }

    [Fact]
    public void Page_Always_HasExamplesOfAllForms()
    {
        var gates = Array.ConvertAll(s_rules, Gate.Parse);
        Assert.True(gates.Length >= 15, $"{gates.Length} examples");
        Assert.Contains(gates, gate => gate.Bound is not null);
        Assert.Contains(gates, gate => gate.IsRelative && gate.Limit != 0);
        Assert.Contains(gates, gate => gate.Value == "*");
        Assert.Contains(gates, gate => gate is { Bound: null, Attribute: null, IsRelative: false });
    }

    [Fact]
    public void Page_OfWhatDoesNotMix_IsTrue()
    {
        Assert.Contains("The forms do not mix", s_page, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.InvalidGate, Assert.Throws<WinnowException>(() => Gate.Parse("accuracy[truth=a] >= baseline")).Code);
    }
}

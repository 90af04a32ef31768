using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Functions.Datasets;
using Winnow.Functions.Http;

namespace Winnow.Functions.Tests.Datasets;

public sealed class LabelPolicyRulesTests
{
    public static TheoryData<LabelPolicy> Bad =>
    [
        new() { MinimumConfidence = -0.1 },
        new() { MinimumConfidence = 1.1 },
        new() { MinimumConfidence = double.NaN },
        new() { LabelOnIngest = true },
        new() { Model = "../model" },
        new() { Model = "model@" },
        new() { Model = "m", TopK = -1 },
        new() { Model = "m", TopK = 21 },
        new() { Precision = new() { Target = 0.9 } },
        new() { Model = "m", Precision = new() },
        new() { Model = "m", Precision = new() { Target = 1 } },
        new() { Model = "m", Precision = new() { Target = double.NaN } },
        new() { Model = "m", Precision = new() { Target = 0.9, Confidence = 1 } },
        new() { Model = "m", Precision = new() { Target = 0.9, Split = "" } },
        new() { Agreement = new() { Models = ["m"] } },
        new() { Model = "m", Agreement = new() },
        new() { Model = "m", Agreement = new() { Models = [null!] } },
        new() { Model = "m", Agreement = new() { Models = ["../n"] } },
        new() { Model = "m", Agreement = new() { Models = ["m"] } },
        new() { Model = "m", Agreement = new() { Models = ["n", "n"] } },
        new() { Model = "m", Agreement = new() { Models = ["n"], Votes = 3 } },
        new() { Model = "m", Agreement = new() { Models = ["n"], Votes = 0 } },
        new() { Model = "m", Agreement = new() { Models = ["n"], Rule = AgreementRule.Mean, Votes = 1 } },
        new() { Model = "m", Agreement = new() { Models = ["n"], Rule = (AgreementRule)7 } },
        new() { Model = "m", Agreement = new() { Models = [.. Enumerable.Range(0, 16).Select(index => $"n{index}")] } },
    ];

    [Theory, MemberData(nameof(Bad))]
    public void Require_BadPolicy_Throws(LabelPolicy policy) =>
        Assert.Contains(Assert.Throws<WinnowException>(() => LabelPolicyRules.Require(policy)).Code, new[] { ErrorCodes.InvalidPolicy, ErrorCodes.InvalidName });

    [Fact]
    public void Require_SplitByAnotherSpelling_IsTheNameThatItemsHave() => Assert.Equal(
        "validation", LabelPolicyRules.Require(new LabelPolicy { Model = "m", Precision = new() { Target = 0.9, Split = "val" } }).Precision!.Split);

    [Fact]
    public void Require_GoodPolicy_ReturnsIt()
    {
        var policy = new LabelPolicy { Model = "digits-cnn@1", MinimumConfidence = 0.8, LabelOnIngest = true };

        Assert.Same(policy, LabelPolicyRules.Require(policy));
    }

    [Fact]
    public void Require_PolicyWithAPromise_ReturnsIt()
    {
        var policy = new LabelPolicy
        {
            Model = "m", TopK = 20, Precision = new() { Target = 0.99, Confidence = 0.9, Split = "holdout" }, Agreement = new() { Models = ["n", "o@2"], Votes = 2 },
        };

        Assert.Equal(policy, LabelPolicyRules.Require(policy));
    }

    [Fact]
    public void Policy_JsonOfBeforePromises_MeansWhatItMeant()
    {
        var policy = JsonSerializer.Deserialize<LabelPolicy>("""{"model":"m","minimumConfidence":0.7,"labelOnIngest":true}""", HttpApi.Json);

        Assert.Equal(new() { Model = "m", MinimumConfidence = 0.7, LabelOnIngest = true }, policy);
    }

    [Fact]
    public void Policy_JsonWithAPromise_IsRead()
    {
        const string json = """{"model":"m","precision":{"target":0.95},"agreement":{"models":["n"],"rule":"mean"},"topK":3}""";

        var policy = JsonSerializer.Deserialize<LabelPolicy>(json, HttpApi.Json)!;

        Assert.Equal((0.95, 0.95, null), (policy.Precision!.Target, policy.Precision.Confidence, policy.Precision.Split));
        Assert.Equal(("n", AgreementRule.Mean, 3), (policy.Agreement!.Models.Single(), policy.Agreement.Rule, policy.TopK));
    }

    [Fact]
    public void Require_ClassTwiceOrEmpty_Throws()
    {
        Assert.Throws<WinnowException>(() => LabelPolicyRules.Require(["a", "a"]));
        Assert.Throws<WinnowException>(() => LabelPolicyRules.Require(["a", ""]));
        Assert.Equal(["a", "b"], LabelPolicyRules.Require(["a", "b"]));
    }
}

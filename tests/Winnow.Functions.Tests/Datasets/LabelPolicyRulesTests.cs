using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Functions.Datasets;

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
    ];

    [Theory, MemberData(nameof(Bad))]
    public void Require_BadPolicy_Throws(LabelPolicy policy) =>
        Assert.Contains(Assert.Throws<WinnowException>(() => LabelPolicyRules.Require(policy)).Code, new[] { ErrorCodes.InvalidPolicy, ErrorCodes.InvalidName });

    [Fact]
    public void Require_GoodPolicy_ReturnsIt()
    {
        var policy = new LabelPolicy { Model = "digits-cnn@1", MinimumConfidence = 0.8, LabelOnIngest = true };

        Assert.Same(policy, LabelPolicyRules.Require(policy));
    }

    [Fact]
    public void Require_ClassTwiceOrEmpty_Throws()
    {
        Assert.Throws<WinnowException>(() => LabelPolicyRules.Require(["a", "a"]));
        Assert.Throws<WinnowException>(() => LabelPolicyRules.Require(["a", ""]));
        Assert.Equal(["a", "b"], LabelPolicyRules.Require(["a", "b"]));
    }
}

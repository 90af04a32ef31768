using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics.Regression;
using Winnow.Core.Tests.Metrics.Classification;

namespace Winnow.Core.Tests.Metrics.Regression;

public sealed class RegressionAccumulatorTests
{
    private static readonly Gen<(double Truth, double Predicted)[]> s_items = Gen.Select(
        Gen.OneOf(Gen.Double[-1e3, 1e3], Gen.Int[-2, 2].Select(n => (double)n), Gen.Const(-0.0)),
        Gen.OneOf(Gen.Double[-1e3, 1e3], Gen.Const(-0.0), Gen.Const(0.0))).Array[0, 60];

    [Fact]
    public void GetScores_OfReferenceCases_EqualScikitLearnAndScipy()
    {
        var reference = ClassificationReference.Load<RegressionReference>("regression");
        Assert.Equal(("1.2.1", "1.10.1"), (reference.ScikitLearn, reference.Scipy));
        Assert.True(reference.Cases.Count > 250);
        foreach (var expected in reference.Cases)
        {
            var scores = Of(expected.Truth.Zip(expected.Predicted)).GetScores();
            Near.Equal(expected.Mae, scores["mae"]);
            Near.Equal(expected.MedianAbsoluteError, scores["median-absolute-error"]);
            Near.Equal(expected.Rmse, scores["rmse"]);
            Near.Equal(expected.Bias, scores["bias"]);
            Near.Equal(expected.R2, scores["r2"]);
            Near.Equal(expected.Spearman, scores["spearman"]);
        }
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Shards.MergeEqualsOnePass(s_items, Of, (into, from) => into.Merge(from));

    [Fact]
    public void GetScores_OfAnyOrder_AreEqualToTheLastBit() =>
        s_items.Sample(items => Assert.Equal(Of(items).GetScores(), Of(items.Reverse()).GetScores()));

    [Fact]
    public void GetScores_WithoutItems_AreNull() => Assert.All(Of([]).GetScores(), score => Assert.Null(score.Value.Value));

    [Fact]
    public void GetScores_OfConstantTruths_HaveNoR2AndNoCorrelation()
    {
        var scores = Of([(0.1, 0.1), (0.1, 0.2), (0.1, 0.3)]).GetScores();
        Assert.Equal((null, null), (scores["r2"].Value, scores["spearman"].Value));
        Assert.Null(Of([(1, 5), (2, 5)]).GetScores()["spearman"].Value);
        Assert.Equal(-49, Of([(1, 5), (2, 5)]).GetScores()["r2"].Value);
    }

    [Fact]
    public void GetScores_BeyondTheRangeOfADouble_AreNull()
    {
        var scores = Of([(1e300, -1e300), (0, 0)]).GetScores();
        Assert.Equal((null, null, -1), (scores["rmse"].Value, scores["r2"].Value, scores["spearman"].Value));
    }

    [Fact]
    public void Add_AnItem_SaysHowFarItIsOff()
    {
        var result = new RegressionAccumulator().Add(2, 0.5);
        Assert.Equal((-1.5, 1.5), (result.Error, result.AbsoluteError));
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.NegativeInfinity)]
    public void Add_WhatIsNotFinite_Throws(double truth, double predicted)
    {
        var numbers = new RegressionAccumulator();
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Add(truth, predicted));
        Assert.Equal(0, numbers.Items);
    }

    [Fact]
    public void Deserialise_DamagedPairs_Throws() =>
        Assert.Throws<ArgumentException>(() => JsonSerializer.Deserialize<RegressionAccumulator>("""{"pairs":["AAAA"]}""", EvaluationJson.Options));

    private static RegressionAccumulator Of(IEnumerable<(double Truth, double Predicted)> items)
    {
        var numbers = new RegressionAccumulator();
        foreach (var (truth, predicted) in items)
        {
            numbers.Add(truth, predicted);
        }

        return numbers;
    }

    private sealed record RegressionReference(string ScikitLearn, string Scipy, IReadOnlyList<RegressionCase> Cases);

    private sealed record RegressionCase(
        double[] Truth, double[] Predicted, double Mae, double MedianAbsoluteError, double Rmse, double Bias, double? R2, double? Spearman);
}

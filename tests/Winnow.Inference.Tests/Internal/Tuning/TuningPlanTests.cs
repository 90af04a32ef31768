using Winnow.Core.Models;
using Winnow.Inference.Internal.Tuning;

namespace Winnow.Inference.Tests.Internal.Tuning;

public sealed class TuningPlanTests
{
    [Fact]
    public void Choose_OneIsFastest_TakesIt() =>
        Assert.Equal(new ModelBatch(16, 2, 1), Choose((1, 2, 70), (16, 2, 100), (64, 2, 90)));

    [Fact]
    public void Choose_AboutAsFast_TakesTheSmallestBatch() =>
        Assert.Equal(new ModelBatch(4, 2, 1), Choose((1, 2, 94.9), (4, 2, 95), (16, 2, 99), (64, 2, 100)));

    [Fact]
    public void Choose_AboutAsFastWithOneCall_TakesCallsThatDoNotShareCores()
    {
        Assert.Equal(new ModelBatch(1, 2, 1), Choose((1, 2, 98), (1, 1, 100)));
        Assert.Equal(new ModelBatch(1, 1, 2), Choose((1, 2, 90), (1, 1, 100)));
    }

    [Theory]
    [InlineData("cpu", 1024, new[] { 1, 4, 16, 64, 256 })]
    [InlineData("cuda", int.MaxValue, new[] { 1, 4, 16, 64, 256, 1024 })]
    [InlineData("cuda", 1, new[] { 1 })]
    public void Sizes_OfAProvider_GoUpToWhatTheModelTakes(string provider, int most, int[] expected) => Assert.Equal(expected, TuningPlan.Sizes(provider, most));

    [Theory]
    [InlineData("cpu", 1024, 3 * 960 * 960 * 4, 1)]
    [InlineData("cpu", 1024, 28 * 28 * 4, 1024)]
    [InlineData("cpu", 1024, 1 << 20, 8)]
    [InlineData("cuda", 1024, 1 << 20, 1024)]
    public void Most_OnACpu_IsWhatItsCachesHold(string provider, int most, long inputBytes, int expected) => Assert.Equal(expected, TuningPlan.Most(provider, most, inputBytes));

    [Fact]
    public void Splits_OfCores_NeverTakeMoreThanThereAre()
    {
        Assert.Equal([(1, 1)], TuningPlan.Splits("cpu", 1));
        Assert.Equal([(2, 1), (1, 2)], TuningPlan.Splits("cpu", 2));
        Assert.Equal([(8, 1), (4, 2), (1, 8)], TuningPlan.Splits("cpu", 8));
        Assert.Equal([(1, 1), (2, 1)], TuningPlan.Splits("tensorrt", 8));
    }

    private static ModelBatch Choose(params (int Size, int Callers, double Rate)[] trials) =>
        TuningPlan.Choose([.. trials.Select(trial => new TuningTrial(new(trial.Size, trial.Callers, 2 / trial.Callers), trial.Rate))]).Batch;
}

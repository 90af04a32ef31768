using Winnow.Core.Metrics.Generation;

namespace Winnow.Core.Tests.Metrics.Generation;

public sealed class PassAtKAccumulatorTests
{
    [Fact]
    public void Estimate_OfReferenceCases_EqualsItsDefinition()
    {
        var cases = GenerationReference.Load().PassAtK;
        Assert.True(cases.Length > 90);
        Assert.All(cases, expected => Assert.Equal(
            expected[3], PassAtKAccumulator.Estimate(new((int)expected[0], (int)expected[1]), (int)expected[2]), 1e-9));
    }

    [Fact]
    public void Add_ProblemWithFewerSamplesThanK_IsLeftOutAndCounted()
    {
        var numbers = new PassAtKAccumulator([10, 1]);
        Assert.Equal([0.5, null], numbers.Add(new(2, 1)));
        Assert.Equal([0, 0], numbers.Add(new(10, 0)));
        var scores = numbers.GetScores();
        Assert.Equal(0.25, scores["pass@1"].Value);
        Assert.Equal(0, scores["pass@10"].Value);
        Assert.Contains("left out:1|", scores["pass@10"].Signature, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 6)]
    [InlineData(5, -1)]
    public void Add_CountsThatAreNone_Throw(int samples, int passed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PassAtKAccumulator().Add(new(samples, passed)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 2)]
    public void New_KBelowOneOrTwice_Throws(int first, int second) =>
        Assert.Throws<ArgumentException>(() => new PassAtKAccumulator([first, second]));

    [Fact]
    public void Merge_OfOtherK_Throws() =>
        Assert.Throws<ArgumentException>(() => new PassAtKAccumulator([1]).Merge(new PassAtKAccumulator([2])));
}

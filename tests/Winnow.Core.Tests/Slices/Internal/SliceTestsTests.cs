using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Tests.Slices.Internal;

public sealed class SliceTestsTests
{
    private static readonly SlicesReference s_reference = SlicesReference.Load();

    [Fact]
    public void Welch_OfReferenceCases_EqualsScipy()
    {
        Assert.Equal("1.10.1", s_reference.Scipy);
        Assert.True(s_reference.Welch.Length > 100);
        Assert.All(s_reference.Welch, row => AssertClose(row[5], SliceTests.Welch(row[0], row[1], (long)row[2], row[3], (long)row[4])));
    }

    [Fact]
    public void TwoProportions_OfReferenceCases_EqualsScipy()
    {
        Assert.True(s_reference.Proportions.Length > 100);
        Assert.All(s_reference.Proportions, row => AssertClose(row[4], SliceTests.TwoProportions((long)row[0], (long)row[1], (long)row[2], (long)row[3])));
    }

    [Fact]
    public void BinomialTests_OfReferenceCases_EqualScipy()
    {
        Assert.True(s_reference.Tails.Length + s_reference.Signs.Length > 100);
        Assert.All(s_reference.Tails, row => AssertClose(row[3], SliceTests.BinomialUpperTail((long)row[0], (long)row[1], row[2])));
        Assert.All(s_reference.Signs, row => AssertClose(row[2], SliceTests.EquallyLikely((long)row[0], (long)row[1])));
    }

    [Fact]
    public void BenjaminiHochberg_OfTheirExample_AdjustsAsRDoes() =>
        Assert.Equal(
            [0.04, 0.0533333333, 0.0533333333, 0.2],
            SliceTests.BenjaminiHochberg([0.01, 0.04, 0.03, 0.2]).Select(value => Math.Round(value, 10)));

    // And a p-value near 0 to a millionth of itself.
    private static void AssertClose(double expected, double actual)
    {
        Assert.Equal(expected, actual, 1e-9);
        Assert.True(Math.Abs(expected - actual) <= 1e-6 * expected + 1e-300, $"{expected} {actual}");
    }
}

using CsCheck;
using Winnow.Core.Formats.Internal;
using Winnow.Core.Labels;

namespace Winnow.Core.Tests.Formats.Internal;

public sealed class RunLengthsTests
{
    /// <summary>From rleToString and rleToBbox of common/maskApi.c, cocodataset/cocoapi 8c9bcc3.</summary>
    public static TheoryData<int, int[], string, double[]> Known => new()
    {
        { 2, [6], "6", [0, 0, 0, 0] },
        { 2, [0, 6], "06", [0, 0, 3, 2] },
        { 2, [1, 2, 3], "123", [0, 0, 2, 2] },
        { 10, [5, 3, 97, 200, 95, 500, 100], @"53Q3U6N\95", [0, 0, 90, 10] },
        { 300, [100000, 31, 100000, 1000, 1, 99, 100, 98869], "PeQ3o0PeQ3Yn0Q[nLkSOS3b^P3", [333, 0, 668, 300] },
        { 3, [1, 1, 1, 1, 1, 1, 1, 1, 1], "111000000", [0, 0, 3, 3] },
        { 32, [0, 16, 15, 17, 32, 1, 500, 435], "0`0?1a0@d>b=", [0, 0, 32, 32] },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Compress_KnownRuns_GivesWhatCocoGives(int height, int[] runs, string counts, double[] box)
    {
        Assert.Equal(counts, RunLengths.Compress(runs));
        Assert.Equal(runs, RunLengths.Expand(counts));
        Assert.Equal(new Box(box[0], box[1], box[2], box[3]), RunLengths.Bounds(runs, height));
    }

    [Fact]
    public void Bounds_OnePixelRuns_AreTight() =>
        Assert.Equal(new Box(1, 1, 2, 2), RunLengths.Bounds([5, 1, 4, 1, 9], height: 4));

    [Fact]
    public void Expand_WhatCompressGave_IsTheSame() =>
        Gen.OneOf(Gen.Int[0, 40], Gen.Int[0, int.MaxValue]).Array[0, 30].Sample(runs => Assert.Equal(runs, RunLengths.Expand(RunLengths.Compress(runs))));

    [Fact]
    public void Expand_AnyText_IsReadOrThrowsFormatException() =>
        Gen.Char['*', '~'].Array[0, 30].Sample(text =>
        {
            try
            {
                Assert.All(RunLengths.Expand(new string(text)), run => Assert.InRange(run, 0, int.MaxValue));
            }
            catch (FormatException)
            {
                // As documented.
            }
        });
}

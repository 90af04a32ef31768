using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Tests.Internal.Running;

public sealed class OutputSpecTests
{
    // 3 classes at any number of steps.
    [Theory]
    [InlineData(new long[] { 2, 5, 3 }, true, true)]
    [InlineData(new long[] { 2, 0, 3 }, true, true)] // no steps: an empty line, no boxes
    [InlineData(new long[] { 2, 5, 0 }, true, false)] // no classes: no answer
    [InlineData(new long[] { -1, -1, -1 }, true, true)] // the file leaves all open
    [InlineData(new long[] { 2, 5, 4 }, false, false)]
    [InlineData(new long[] { 2, 3 }, false, false)]
    public void Fits_AndIsMetBy_TellWhatTheFileSaysFromWhatComesOut(long[] shape, bool fits, bool isMet)
    {
        var spec = new OutputSpec("scores", [null, 3]);
        Assert.Equal((fits, isMet), (spec.Fits(shape), spec.IsMetBy(shape)));
    }

    [Theory]
    [InlineData(new long[] { 2, 5, 3 }, true)]
    [InlineData(new long[] { 2, 0 }, false)]
    [InlineData(new long[] { 2 }, false)]
    public void IsMetBy_VectorOfAnyShape_HasNumbers(long[] shape, bool isMet) => Assert.Equal(isMet, new OutputSpec("vector", null).IsMetBy(shape));
}

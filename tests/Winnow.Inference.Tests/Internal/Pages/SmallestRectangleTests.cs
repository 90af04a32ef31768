using CsCheck;
using Winnow.Inference.Internal.Pages;

namespace Winnow.Inference.Tests.Internal.Pages;

public sealed class SmallestRectangleTests
{
    [Fact]
    public void Around_AnyPoints_HoldsThemAllAndIsNoLargerThanTheUprightOne() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 50]).Array[1, 40].Sample(points =>
        {
            var sorted = points.Distinct().OrderBy(point => point.Item2).ThenBy(point => point.Item1).ToList();
            var box = SmallestRectangle.Around(sorted);
            foreach (var (x, y) in sorted)
            {
                var (dx, dy) = (x - box.CentreX, y - box.CentreY);
                Assert.True(Math.Abs((dx * box.DirectionX) + (dy * box.DirectionY)) <= (box.Width / 2) + 1e-6);
                Assert.True(Math.Abs((dy * box.DirectionX) - (dx * box.DirectionY)) <= (box.Height / 2) + 1e-6);
            }

            double upright = (points.Max(point => point.Item1) - points.Min(point => point.Item1)) * (points.Max(point => point.Item2) - points.Min(point => point.Item2));
            Assert.True(box.Width * box.Height <= upright + 1e-6);
        });
}

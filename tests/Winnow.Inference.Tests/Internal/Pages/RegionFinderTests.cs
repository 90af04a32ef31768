using Winnow.Core.Models;
using Winnow.Inference.Internal.Pages;

namespace Winnow.Inference.Tests.Internal.Pages;

public sealed class RegionFinderTests
{
    private const int Width = 120;
    private const int Height = 80;

    private static readonly RegionOutput s_card = new() { Tensor = "y" };

    [Fact]
    public void Find_UprightBar_IsGrownByItsAreaOverItsPerimeter()
    {
        var region = Assert.Single(Find(s_card, (x, y) => x is >= 20 and <= 80 && y is >= 30 and <= 40 ? 0.9f : 0.1f));
        // Between pixel centres it is 60 × 10, so that it grows by 60 × 10 × 1.5 / 140 on each side.
        const double growth = 900.0 / 140;
        Assert.Equal([20.5 - growth, 30.5 - growth, 80.5 + growth, 30.5 - growth, 80.5 + growth, 40.5 + growth, 20.5 - growth, 40.5 + growth], region.Corners, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-35)]
    [InlineData(0)]
    public void Find_TiltedBar_HasItsDirection(double degrees)
    {
        var (cos, sin) = (Math.Cos(degrees * Math.PI / 180), Math.Sin(degrees * Math.PI / 180));
        var region = Assert.Single(Find(s_card, (x, y) => IsIn(x - 60, y - 40) ? 1 : 0));
        Assert.InRange(Math.Atan2(region.AlongY, region.AlongX) * 180 / Math.PI, degrees - 1.5, degrees + 1.5);
        Assert.InRange(region.Width / region.Height, 2.2, 4);

        bool IsIn(double x, double y) => Math.Abs((x * cos) + (y * sin)) <= 30 && Math.Abs((y * cos) - (x * sin)) <= 5;
    }

    [Fact]
    public void Find_HighBar_IsALineThatRunsDown()
    {
        var region = Assert.Single(Find(s_card, (x, y) => x is >= 50 and <= 58 && y is >= 10 and <= 70 ? 1 : 0));
        Assert.True(region.AlongY > 60 && Math.Abs(region.AlongX) < 1e-9);
        Assert.True(region.DownX < -8 && Math.Abs(region.DownY) < 1e-9);
    }

    [Theory]
    [InlineData(0.5f, 10, 0)] // not probable enough as a whole
    [InlineData(0.9f, 2, 0)] // too thin
    [InlineData(0.9f, 10, 1)]
    [InlineData(0.3f, 10, 0)] // not above the threshold of pixels
    public void Find_Thresholds_DropRegions(float probability, int height, int expected) =>
        Assert.Equal(expected, Find(s_card, (x, y) => x is >= 20 and <= 80 && y >= 30 && y <= 30 + height ? probability : 0).Count);

    [Fact]
    public void Find_MoreRegionsThanAllowed_TheLargestStay()
    {
        var regions = Find(s_card with { MaxRegions = 2 }, (x, y) => y % 20 < 8 && x < 20 + (10 * (y / 20)) ? 1 : 0);
        Assert.Equal([39, 49], regions.Select(region => (int)Math.Round(region.Width - Growth(region))).Order());

        // Width and height grow by the same.
        static double Growth(TextRegion region) => region.Height - 7;
    }

    [Fact]
    public void Find_BlankFullAndSinglePixelMaps_DoNotFail()
    {
        Assert.Empty(Find(s_card, (_, _) => 0));
        Assert.Single(Find(s_card, (_, _) => 1));
        Assert.Empty(Find(s_card, (x, y) => x == 5 && y == 5 ? 1 : 0));
        Assert.Empty(new RegionFinder(s_card).Find([1], 1, 1));
    }

    private static List<TextRegion> Find(RegionOutput card, Func<int, int, float> at)
    {
        var map = new float[Width * Height];
        for (var i = 0; i < map.Length; i++) map[i] = at(i % Width, i / Width);
        return new RegionFinder(card).Find(map, Width, Height);
    }
}

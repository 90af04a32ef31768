using System.Globalization;
using CsCheck;
using Winnow.Core.Labels;
using Winnow.Core.Metrics.Detection;

namespace Winnow.Core.Tests.Metrics.Detection;

public sealed class RunLengthMaskTests
{
    private static readonly MaskReference s_reference = MaskReference.Load();

    [Fact]
    public void FromPolygons_OfReferenceCases_EqualsPycocotools()
    {
        Assert.Equal("2.0, cocoapi 8c9bcc3", s_reference.Pycocotools);
        Assert.True(s_reference.Polygons.Count > 300);
        foreach (var expected in s_reference.Polygons)
        {
            var mask = RunLengthMask.FromPolygons(expected.Polygons, expected.Height, expected.Width);
            Assert.Equal(expected.Counts, mask.ToCounts());
            Assert.Equal(expected.Area, mask.Area);
            Assert.Equal(BoxOf(expected.Bounds), mask.Bounds);
            var parts = expected.Polygons.Select(polygon => RunLengthMask.FromPolygons([polygon], expected.Height, expected.Width).ToCounts());
            Assert.Equal(expected.Parts, parts);
        }
    }

    [Fact]
    public void Pairs_OfReferenceCases_EqualPycocotools()
    {
        Assert.True(s_reference.Pairs.Count >= 300);
        foreach (var expected in s_reference.Pairs)
        {
            var a = RunLengthMask.Parse(expected.A, expected.Height, expected.Width);
            var b = RunLengthMask.Parse(expected.B, expected.Height, expected.Width);
            Assert.Equal((expected.A, expected.B), (a.ToCounts(), b.ToCounts()));
            Assert.Equal((expected.Areas[0], expected.Areas[1]), (a.Area, b.Area));
            Assert.Equal(expected.Bounds.Select(BoxOf), [a.Bounds, b.Bounds]);
            Assert.Equal(expected.Union, a.Union(b).ToCounts());
            Assert.Equal(expected.Intersection, a.Intersect(b).ToCounts());
            Assert.Equal(a.Intersect(b).Area, a.IntersectionArea(b));
            Assert.Equal(expected.Iou, a.Iou(b));
            Assert.Equal(expected.Crowd, a.Iou(b, isCrowd: true));
        }
    }

    [Fact]
    public void Measures_OfAnyRuns_AreThoseOfThePixels() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9]).SelectMany((height, width) =>
            Gen.Select(Gen.Bool.Array[height * width], Gen.Bool.Array[height * width], (a, b) => (height, width, a, b)))
        .Sample((height, width, a, b) =>
        {
            var (left, right) = (MaskOf(a, height, width), MaskOf(b, height, width));
            Assert.Equal(a.Count(pixel => pixel), left.Area);
            Assert.Equal(MaskOf([.. a.Zip(b, (x, y) => x && y)], height, width).Runs, left.Intersect(right).Runs);
            Assert.Equal(MaskOf([.. a.Zip(b, (x, y) => x || y)], height, width).Runs, left.Union(right).Runs);
            Assert.Equal(left.Runs, RunLengthMask.Parse(left.ToCounts(), height, width).Runs);
        });

    [Fact]
    public void FromRuns_WithRunsOfLengthZero_MergesThem()
    {
        var mask = RunLengthMask.FromRuns([2, 1, 0, 2, 1, 0], 2, 3);
        Assert.Equal([2, 3, 1], mask.Runs);
        Assert.Equal(new Box(1, 0, 2, 2), mask.Bounds);
    }

    [Fact]
    public void FromRuns_OfNothing_HasNoArea()
    {
        var mask = RunLengthMask.FromRuns([6], 2, 3);
        Assert.Equal((0, default), (mask.Area, mask.Bounds));
        Assert.Equal(0, mask.Iou(mask));
        Assert.Equal([6], RunLengthMask.FromPolygons([], 2, 3).Runs);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("R")]
    [InlineData("6 ")]
    [InlineData("6é")]
    [InlineData("oooooooo0")]
    [InlineData("37")]
    [InlineData("")]
    [InlineData("N92")]
    public void Parse_OfBrokenText_Throws(string counts) =>
        Assert.Throws<ArgumentException>(() => RunLengthMask.Parse(counts, 2, 3));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, -1)]
    [InlineData(1 << 16, 1 << 15)]
    public void FromRuns_OfImpossibleSize_Throws(int height, int width) =>
        Assert.Throws<ArgumentException>(() => RunLengthMask.FromRuns([0], height, width));

    [Theory]
    [InlineData("0 0 1 1")]
    [InlineData("0 0 1 1 2 2 3")]
    [InlineData("0 0 1 1 2 NaN")]
    [InlineData("0 0 1 1 2 1e9")]
    public void FromPolygons_OfWhatIsNone_Throws(string numbers)
    {
        var polygon = Array.ConvertAll(numbers.Split(' '), number => double.Parse(number, CultureInfo.InvariantCulture));
        Assert.Throws<ArgumentException>(() => RunLengthMask.FromPolygons([polygon], 10, 10));
    }

    [Fact]
    public void Iou_OfDifferentSizes_Throws() =>
        Assert.Throws<ArgumentException>(() => RunLengthMask.FromRuns([6], 2, 3).Iou(RunLengthMask.FromRuns([6], 3, 2)));

    [Fact]
    public void Of_NeitherOrBothForms_Throws()
    {
        Assert.Throws<ArgumentException>(() => RunLengthMask.Of(new() { Height = 2, Width = 3 }));
        Assert.Throws<ArgumentException>(() => RunLengthMask.Of(new() { Height = 2, Width = 3, Counts = "6", Polygons = [] }));
    }

    private static Box BoxOf(double[] numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3]);

    private static RunLengthMask MaskOf(bool[] pixels, int height, int width)
    {
        var (runs, isObject) = (new List<int> { 0 }, false);
        foreach (var pixel in pixels)
        {
            if (pixel != isObject)
            {
                runs.Add(0);
                isObject = pixel;
            }

            runs[^1]++;
        }

        return RunLengthMask.FromRuns(runs, height, width);
    }
}

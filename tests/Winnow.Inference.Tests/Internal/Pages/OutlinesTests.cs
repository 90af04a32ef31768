using Winnow.Inference.Internal.Pages;

namespace Winnow.Inference.Tests.Internal.Pages;

public sealed class OutlinesTests
{
    [Theory]
    [InlineData(1, 1, 0.5)]
    [InlineData(1, 40, 0.5)]
    [InlineData(40, 1, 0.5)]
    [InlineData(7, 9, 0.3)]
    [InlineData(8, 9, 0.5)]
    [InlineData(33, 31, 0.2)]
    [InlineData(33, 31, 0.35)] // about where regions become one in all directions
    [InlineData(65, 50, 0.45)]
    [InlineData(65, 50, 0.7)]
    [InlineData(24, 24, 0)]
    [InlineData(24, 24, 1)]
    public void Find_AnyMap_GivesTheRegionsOfAFloodFill(int width, int height, double share)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            float[] map = [.. Enumerable.Range(0, width * height).Select(_ => random.NextDouble() < share ? 0.9f : 0.1f)];
            var expected = Flood(map, width);
            var actual = Outlines.Find(map, width, 0.3f);
            Assert.Equal(expected.Select(region => region.Count), actual.Select(outline => outline.Pixels));
            Assert.Equal(expected.Select(EndsOf), actual.Select(outline => outline.Points));
        }
    }

    [Fact]
    public void Find_OpenShapes_AreOneRegion()
    {
        string[] spiral =
        [
            "#########",
            "#.......#",
            "#.#####.#",
            "#.#...#.#",
            "#.#.#.#.#",
            "#.#.###.#",
            "#.#.....#",
            "#.#######",
        ];
        float[] map = [.. string.Concat(spiral).Select(pixel => pixel == '#' ? 1f : 0)];
        Assert.Equal(map.Count(pixel => pixel > 0), Assert.Single(Outlines.Find(map, spiral[0].Length, 0.5f)).Pixels);
    }

    [Fact]
    public void Find_ValueAtTheThreshold_IsNotAbove() => Assert.Empty(Outlines.Find(Enumerable.Repeat(0.3f, 20).ToArray(), 10, 0.3f));

    /// <summary>Pixels of each region, in the order of their first ones.</summary>
    private static List<List<(int X, int Y)>> Flood(float[] map, int width)
    {
        var regions = new List<List<(int X, int Y)>>();
        var left = new HashSet<(int X, int Y)>(Enumerable.Range(0, map.Length).Where(i => map[i] > 0.5f).Select(i => (i % width, i / width)));
        for (var i = 0; i < map.Length; i++)
        {
            if (!left.Remove((i % width, i / width))) continue;
            var region = new List<(int X, int Y)> { (i % width, i / width) };
            for (var k = 0; k < region.Count; k++)
            {
                var (x, y) = region[k];
                foreach (var next in from dx in new[] { -1, 0, 1 } from dy in new[] { -1, 0, 1 } select (x + dx, y + dy))
                {
                    if (left.Remove(next)) region.Add(next);
                }
            }

            regions.Add(region);
        }

        return regions;
    }

    private static IReadOnlyList<(int X, int Y)> EndsOf(List<(int X, int Y)> region) =>
    [
        .. region.GroupBy(pixel => pixel.Y).OrderBy(row => row.Key).SelectMany(row => new[] { (row.Min(pixel => pixel.X), row.Key), (row.Max(pixel => pixel.X), row.Key) }.Distinct()),
    ];
}

using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Slices;

namespace Winnow.Core.Tests.Slices;

public sealed class SliceFinderTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Find_OfReferenceCases_EqualsSliceline()
    {
        var reference = SlicesReference.Load();
        Assert.Equal("0.3.1", reference.Sliceline);
        Assert.True(reference.Slices.Count > 90);
        foreach (var expected in reference.Slices)
        {
            Assert.True(expected.Complete);
            var found = Find(expected, keepsRedundant: true);
            Assert.Equal(Math.Min(expected.K, expected.Reference.Count), found.Slices.Count);
            for (var i = 0; i < found.Slices.Count; i++)
            {
                var slice = found.Slices[i];
                Assert.Equal(expected.Reference[i].Score, slice.Score, Tolerance);
                var same = Assert.Single(expected.Reference, other => other.Text == Text(slice));
                Assert.Equal(same.Score, slice.Score, Tolerance);
                Assert.Equal(same.Support, slice.Support);
                Assert.Equal(same.Average!.Value, slice.AverageError, Tolerance);
            }
        }
    }

    [Fact]
    public void Find_OfReferenceCases_EqualsTryingAllConjunctions()
    {
        foreach (var expected in SlicesReference.Load().Slices)
        {
            AssertRanking(expected.All, Find(expected, keepsRedundant: true));
            AssertRanking(expected.Free, Find(expected, keepsRedundant: false));
        }
    }

    [Fact]
    public void Find_OfReferenceCases_ComparesWithTheRestAsScipyDoes()
    {
        var compared = 0;
        foreach (var expected in SlicesReference.Load().Slices)
        {
            foreach (var slice in Find(expected, keepsRedundant: false).Slices)
            {
                // Of equally scored slices only the first k are in the reference.
                if (expected.Free.FirstOrDefault(other => other.Text == Text(slice)) is { } same)
                {
                    AssertComparison(same, slice);
                    compared++;
                }
            }
        }

        Assert.True(compared > 300);
    }

    [Fact]
    public void Find_SingleAttributes_AdjustsPValuesOverAllThatWereTested()
    {
        foreach (var expected in SlicesReference.Load().Slices)
        {
            var result = Find(expected with { MaxLevel = 1, K = 1000 }, keepsRedundant: false);
            var values = expected.Single.Select(row => row[2].GetDouble()).ToList();
            Assert.Equal(values.Count, result.Tested);
            foreach (var slice in result.Slices)
            {
                var greater = values.Where(value => value >= slice.PValue - 1e-12);
                var adjusted = greater.Min(value => value * values.Count / values.Count(other => other <= value + 1e-12));
                Assert.Equal(Math.Min(1, adjusted), slice.AdjustedPValue, Tolerance);
            }
        }
    }

    [Fact]
    public void Find_AnyNumberOfThreads_IsTheSame() =>
        Gen.Select(Gen.Int[0, 2].Array[200], Gen.Int[0, 3].Array[200], Gen.Double[0, 2].Array[200]).Sample(
            (one, other, errors) =>
            {
                var columns = new[] { Column("a", one), Column("b", other) };
                var options = new SliceFinderOptions { MinSupport = 3, Alpha = 0.99 };
                var single = new SliceFinder(options with { Threads = 1 }).Find(columns, errors);
                Assert.Equal(Json(single), Json(new SliceFinder(options with { Threads = 3 }).Find(columns, errors)));
            },
            iter: 50);

    [Fact]
    public void Find_RowsInAnotherOrder_FindsTheSame() =>
        Gen.Select(Gen.Int[0, 2].Array[120], Gen.Int[0, 3].Array[120], Gen.Int[0, 1].Array[120]).Sample(
            (one, other, errors) =>
            {
                var finder = new SliceFinder(new() { MinSupport = 3, Alpha = 0.99, MembersKept = 0 });
                var straight = finder.Find([Column("a", one), Column("b", other)], [.. errors.Select(error => (double)error)]);
                var turned = finder.Find(
                    [Column("a", one.Reverse()), Column("b", other.Reverse())], [.. errors.Reverse().Select(error => (double)error)]);
                Assert.Equal(Json(straight), Json(turned));
            },
            iter: 50);

    [Fact]
    public void Find_WithoutRowsOrErrors_FindsNone()
    {
        var empty = new SliceFinder(new()).Find([new("a", [], [])], []);
        Assert.Empty(empty.Slices);
        Assert.Null(empty.OverallError);
        var right = new SliceFinder(new() { MinSupport = 1 }).Find([Column("a", [0, 1, 1])], [0, 0, 0]);
        Assert.Empty(right.Slices);
        Assert.Equal(0, right.OverallError);
    }

    [Fact]
    public void Find_MoreCandidatesThanAllowed_SaysSo()
    {
        var random = new Random(1);
        var columns = Enumerable.Range(0, 5).Select(i => Column($"a{i}", Enumerable.Range(0, 300).Select(_ => random.Next(3)))).ToList();
        var errors = Enumerable.Range(0, 300).Select(_ => random.NextDouble()).ToArray();
        var result = new SliceFinder(new() { MinSupport = 2, MaxCandidates = 15, Alpha = 0.99 }).Find(columns, errors);
        Assert.False(result.IsComplete);
        Assert.Equal(1, result.Levels);
    }

    [Fact]
    public void MinSupport_ByDefault_IsOnePercentButAtLeast32()
    {
        Assert.Equal(32, new SliceFinderOptions().MinSupportOf(100));
        Assert.Equal(101, new SliceFinderOptions().MinSupportOf(10_001));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Find_ErrorThatIsNone_Throws(double error) =>
        Assert.Throws<ArgumentException>(() => new SliceFinder(new()).Find([Column("a", [0])], [error]));

    [Fact]
    public void Find_ColumnOfAnotherLength_Throws() =>
        Assert.Throws<ArgumentException>(() => new SliceFinder(new()).Find([Column("a", [0, 1])], [1]));

    [Fact]
    public void Constructor_OptionsOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SliceFinder(new() { Alpha = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SliceFinder(new() { K = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SliceFinder(new() { MaxLevel = 5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SliceFinder(new() { MinSupport = 0 }));
    }

    // Scores one by one; predicates too, but for those that rounding may have ordered differently: the last ones that share a score.
    private static void AssertRanking(IReadOnlyList<SlicesReference.Found> expected, SliceSearchResult result)
    {
        Assert.Equal(expected.Select(slice => Math.Round(slice.Score, 7)), result.Slices.Select(slice => Math.Round(slice.Score, 7)));
        var last = expected.Count == 0 ? 0 : expected[^1].Score + Tolerance;
        Assert.Equal(
            expected.Where(slice => slice.Score > last).Select(slice => slice.Text).Order(StringComparer.Ordinal),
            result.Slices.Where(slice => slice.Score > last).Select(Text).Order(StringComparer.Ordinal));
        Assert.All(result.Slices, slice => Assert.InRange(slice.AdjustedPValue, slice.PValue, 1));
        Assert.True(result.Tested >= result.Slices.Count);
    }

    private static void AssertComparison(SlicesReference.Found expected, FoundSlice slice)
    {
        Assert.Equal(expected.P!.Value, slice.PValue, Tolerance);
        Assert.Equal(expected.Rest!.Value, slice.RestError, Tolerance);
        Assert.Equal(expected.Average!.Value - expected.Rest!.Value, slice.Difference, Tolerance);
        Assert.Equal(expected.Risk is null, slice.RelativeRisk is null);
        Assert.Equal(expected.Risk ?? 0, slice.RelativeRisk ?? 0, Tolerance);
        Assert.Equal(expected.Effect ?? 0, slice.EffectSize ?? 0, Tolerance);
        Assert.Equal(expected.Members!, slice.Members.Take(5));
    }

    private static SliceSearchResult Find(SlicesReference.Case item, bool keepsRedundant)
    {
        var columns = item.Columns.Select((codes, i) => Column($"{i}", codes.Select(code => code - 'a'))).ToList();
        return new SliceFinder(new()
        {
            K = item.K, Alpha = item.Alpha, MaxLevel = item.MaxLevel, MinSupport = item.MinSupport, KeepsRedundant = keepsRedundant,
        }).Find(columns, item.Errors);
    }

    private static CategoricalColumn Column(string name, IEnumerable<int> codes) =>
        new(name, ["a", "b", "c", "d", "e"], [.. codes.Select(code => (byte)code)]);

    private static string Text(FoundSlice slice) => string.Join(' ', slice.Predicates.Select(predicate => $"{predicate.Attribute}={predicate.Value}"));

    private static string Json(SliceSearchResult result) => JsonSerializer.Serialize(result, EvaluationJson.Options);
}

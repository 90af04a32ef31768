using Winnow.Core.Metrics.Classification;
using Winnow.Core.Slices;

namespace Winnow.Core.Tests.Slices;

public sealed class ConfusionPairsTests
{
    [Fact]
    public void Find_OneConcentratedConfusion_RanksItFirst()
    {
        var pairs = ConfusionPairs.Find(
        [
            new("a", "a", 80), new("a", "b", 18), new("a", "c", 1), new("a", "d", 1),
            new("b", "b", 94), new("b", "a", 2), new("b", "c", 2), new("b", "d", 2), new("c", "c", 100), new("d", "d", 100),
        ]);
        var first = pairs[0];
        Assert.Equal(("a", "b", 18L), (first.Truth, first.Predicted, first.Count));
        Assert.Equal(0.18, first.ShareOfClass, 1e-12);
        Assert.Equal(18 / 26.0, first.ShareOfErrors, 1e-12);
        Assert.Equal(18 / (20 / 3.0), first.Lift, 1e-12);
        // scipy.stats.binom.sf(17, 20, 1/3); six pairs of classes with errors were tested.
        Assert.Equal(2.2972455646247436e-07, first.PValue, 1e-15);
        Assert.Equal(6 * first.PValue, first.AdjustedPValue, 1e-15);
        Assert.All(pairs.Skip(1), pair => Assert.True(pair.AdjustedPValue > 0.5));
    }

    [Fact]
    public void Find_TwoClasses_HasNothingToSpread() =>
        Assert.Equal([1.0, 1.0], ConfusionPairs.Find([new("a", "b", 50), new("b", "a", 1), new("a", "a", 3)]).Select(pair => pair.PValue));

    [Fact]
    public void Find_WithoutMistakes_FindsNone()
    {
        Assert.Empty(ConfusionPairs.Find([]));
        Assert.Empty(ConfusionPairs.Find([new("a", "a", 5), new("a", "b", 0)]));
    }

    [Fact]
    public void Find_Ties_OrdersByLabels() =>
        Assert.Equal(
            ["a>b", "a>c", "b>a", "b>c"],
            ConfusionPairs.Find([new("b", "c", 1), new("b", "a", 1), new("a", "c", 1), new("a", "b", 1)]).Select(pair => $"{pair.Truth}>{pair.Predicted}"));
}

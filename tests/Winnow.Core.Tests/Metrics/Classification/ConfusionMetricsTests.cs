using CsCheck;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Tests.Metrics.Classification;

public sealed class ConfusionMetricsTests
{
    private static readonly Gen<(int Truth, int Predicted)[]> s_pairs = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4]).Array[0, 30];

    [Fact]
    public void All_OfAnyCells_EqualTheAccumulators() =>
        s_pairs.Sample(pairs =>
        {
            var numbers = new ClassificationAccumulator();
            foreach (var (truth, predicted) in pairs)
            {
                numbers.Add($"{truth}", $"{predicted}", null);
            }

            // Seven classes, of which some are in no cell: they must not count.
            var margins = ConfusionMargins.Of([.. pairs.Select(pair => new ConfusionCount(pair.Truth, pair.Predicted, 1))], 7);
            var scores = numbers.GetScores();
            var named = numbers.GetCounts().Select(cell => new ConfusionCell(numbers.Labels[cell.Truth], numbers.Labels[cell.Predicted], cell.Count));
            Assert.Equal(numbers.Cells, named);
            Assert.All(ConfusionMetrics.All, metric => Assert.Equal(scores[metric.Key].Value, metric.Value(margins)));
        });

    [Fact]
    public void Margins_ClearedAndFilledAgain_AreThoseOfTheNewCells()
    {
        var margins = ConfusionMargins.Of([new(0, 0, 5), new(1, 0, 2)], 2);
        Assert.Equal(5.0 / 7, ConfusionMetrics.Accuracy(margins));
        margins.Clear();
        Assert.Null(ConfusionMetrics.MacroF1(margins));
        margins.Add([new(1, 1, 3), new(1, 0, 1)]);
        Assert.Equal(0.75, ConfusionMetrics.Accuracy(margins));
        Assert.Equal([new(0, 0, 1), new(3, 4, 3)], margins.Classes.ToArray());
    }

    [Fact]
    public void Scores_OfBillionsOfItems_DoNotOverflow()
    {
        var margins = ConfusionMargins.Of([new(0, 0, 4_000_000_000), new(0, 1, 1_000_000_000), new(1, 1, 4_000_000_000), new(1, 0, 1_000_000_000)], 2);
        Near.Equal(0.6, ConfusionMetrics.MatthewsCorrelation(margins));
        Near.Equal(0.6, ConfusionMetrics.CohenKappa(margins));
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(0, 2, 1)]
    [InlineData(0, 0, -1)]
    public void Add_CellThatIsNone_Throws(int truth, int predicted, long count)
    {
        var margins = new ConfusionMargins(2);
        Assert.Throws<ArgumentOutOfRangeException>(() => margins.Add(truth, predicted, count));
        Assert.Equal(0, margins.Items);
    }
}

using Winnow.Core.Benchmarks;
using Winnow.Core.Statistics;

namespace Winnow.Core.Tests.Benchmarks;

public sealed class BoardBuilderTests
{
    [Fact]
    public void Build_OfTwoThatCannotBeToldApartAndOneThatIsWorse_RanksOneOneThree()
    {
        var board = SomeBoards.Build(SomeBoards.Metric,
            SomeBoards.Entry("c@1", 400, item => item % 4 > 0),
            SomeBoards.Entry("b@1", 400, item => item % 100 != 1),
            SomeBoards.Entry("a@1", 400, item => item % 100 > 0 || item == 0));

        Assert.Equal([("a@1", 1, true, true), ("b@1", 1, true, false), ("c@1", 3, false, false)], board.Rows.Select(row => (row.Model, row.Rank, row.IsTied, row.IsBaseline)));
        Assert.Null(board.Rows[0].Gap);
        Assert.All(board.Rows.Skip(1), row => Assert.Equal(("a@1", 400), (row.Gap!.Leader, row.Gap.Shared)));
        Assert.Equal(-0.0025, board.Rows[1].Gap!.Difference, 1e-12);
        Assert.True(board.Rows[1].Gap!.Interval!.High >= 0 && board.Rows[2].Gap!.Interval!.High < 0);
        Assert.Equal((0.75, true, 0.95), (board.Rows[2].Score, board.IsHigherBetter, board.Level));
        Assert.Empty(board.Notes);
    }

    [Fact]
    public void Build_OfSeveralGroups_ComparesEachRowWithTheLeaderOfItsOwn()
    {
        var board = SomeBoards.Build(SomeBoards.Metric,
            SomeBoards.Entry("best@1", 500, _ => true),
            SomeBoards.Entry("middle@1", 500, item => item % 5 > 0),
            SomeBoards.Entry("middle@2", 500, item => item % 5 > 0),
            SomeBoards.Entry("last@1", 500, item => item % 2 > 0));

        Assert.Equal([("best@1", 1), ("middle@1", 2), ("middle@2", 2), ("last@1", 4)], board.Rows.Select(row => (row.Model, row.Rank)));
        Assert.Equal([null, "best@1", "middle@1", "middle@1"], board.Rows.Select(row => row.Gap?.Leader));
        Assert.Equal((0, 1), (board.Rows[2].Gap!.Difference, board.Rows[2].Gap!.Adjusted));
    }

    [Fact]
    public void Build_OfMetricThatIsBetterWhenSmall_PutsTheSmallestFirst()
    {
        var board = SomeBoards.Build("cer", SomeBoards.Entry("bad@1", 300, item => item % 2 == 0, "cer"), SomeBoards.Entry("good@1", 300, item => item % 20 == 0, "cer"));

        Assert.Equal([("good@1", 1), ("bad@1", 2)], board.Rows.Select(row => (row.Model, row.Rank)));
        Assert.False(board.IsHigherBetter);
        Assert.True(board.Rows[1].Gap!.Interval!.Low > 0);
    }

    [Fact]
    public void Build_OfManyEqualEntries_KeepsChanceFindingsTied()
    {
        // Of 40 entries that differ by chance alone, the worst differs from the best "significantly" before correction.
        var random = new Random(7);
        var entries = Enumerable.Range(0, 40).Select(one =>
        {
            var right = Enumerable.Range(0, 200).Select(_ => random.NextDouble() < 0.8).ToArray();
            return SomeBoards.Entry($"m-{one:D2}@1", 200, item => right[item]);
        }).ToList();

        var gaps = SomeBoards.Build(SomeBoards.Metric, entries).Rows.Where(row => row.Gap is not null).Select(row => row.Gap!).ToList();

        Assert.Contains(gaps, gap => gap.PValue < 0.05 && gap.Adjusted >= 0.05);
        Assert.All(gaps, gap => Assert.InRange(gap.Adjusted!.Value, gap.PValue!.Value, 1));
    }

    [Fact]
    public void Build_OfMetricThatCannotBeSwapped_TellsApartByTheInterval()
    {
        var board = SomeBoards.Build(SomeBoards.Metric,
            SomeBoards.Weighted("a@1", 400, item => item % 100 > 0), SomeBoards.Weighted("b@1", 400, item => item % 80 > 0), SomeBoards.Weighted("c@1", 400, item => item % 4 > 0));

        Assert.Equal([("a@1", 1), ("b@1", 1), ("c@1", 3)], board.Rows.Select(row => (row.Model, row.Rank)));
        Assert.InRange(board.Rows[1].Gap!.PValue!.Value, 0.3, 1);
        Assert.InRange(board.Rows[2].Gap!.PValue!.Value, 0, 1e-9);
    }

    [Fact]
    public void Build_OfMetricWithoutValuesPerItem_RanksByValueAndSaysSo()
    {
        var board = SomeBoards.Build("fid", SomeBoards.Whole("a@1", "fid", 9), SomeBoards.Whole("b@1", "fid", 3), SomeBoards.Whole("c@1", "fid", null), SomeBoards.Whole("d@1", "fid", 3));

        Assert.Equal([("b@1", 1, true), ("d@1", 1, true), ("a@1", 3, false), ("c@1", 4, false)], board.Rows.Select(row => (row.Model, row.Rank, row.IsTied)));
        Assert.Equal(["fid cannot be computed from single items: values rank, and no entry can be called tied.", "c@1 has no value of fid."], board.Notes);
    }

    [Fact]
    public void Build_OfEntriesOnOtherItems_ComparesWhatBothEvaluated()
    {
        // On the 100 items that both have, the one with the better total is the worse one.
        var board = SomeBoards.Build(SomeBoards.Metric, SomeBoards.Entry("few@1", 100, item => item % 10 > 0), SomeBoards.Entry("many@1", 1000, item => item >= 50));

        Assert.Equal([("many@1", 1, true), ("few@1", 1, true)], board.Rows.Select(row => (row.Model, row.Rank, row.IsTied)));
        Assert.Equal((100, 0.4), (board.Rows[1].Gap!.Shared, Math.Round(board.Rows[1].Gap!.Difference, 12)));
        Assert.Contains("compared over the items that both evaluated", Assert.Single(board.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_InAnyOrderOfEntries_IsTheSame()
    {
        BoardEntry[] entries = [.. Enumerable.Range(1, 6).Select(one => SomeBoards.Entry($"m@{one}", 150, item => item % (one + 2) > 0))];
        var rows = SomeBoards.Build(SomeBoards.Metric, entries).Rows.Select(row => (row.Rank, row.Model, row.Gap?.PValue)).ToList();
        CsCheck.Check.Sample(CsCheck.Gen.Shuffle(entries), shuffled => Assert.Equal(rows, SomeBoards.Build(SomeBoards.Metric, shuffled).Rows.Select(row => (row.Rank, row.Model, row.Gap?.PValue))), iter: 10);
        Assert.Equal(new BootstrapOptions().Level, SomeBoards.Options.Level);
    }
}

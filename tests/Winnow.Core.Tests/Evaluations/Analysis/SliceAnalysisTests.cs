using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Models;
using Winnow.Core.Statistics;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Analysis;

public sealed class SliceAnalysisTests
{
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.Classification);
    private static readonly BootstrapOptions s_options = new() { Resamples = 200 };

    [Fact]
    public async Task Find_ABadSlice_IsFirstWithItsWorstItems()
    {
        var run = await SomeRun.OfAsync(s_spec, Planted(badShare: 0.7));
        var analysis = new SliceAnalysis(run.Table);
        var found = analysis.Find();
        var first = found[0].Resolve(found[0].Rows.ToDictionary(row => row, row => ReportItem.Of(run.Outcomes[row])));
        Assert.Equal(["metadata.colour = red", "metadata.night = yes"], first.Predicates);
        var members = run.Outcomes.Where(IsBad).ToList();
        Assert.Equal(members.Count, first.Items);
        Assert.Equal(members.Average(one => one.Loss), first.Loss, 1e-12);
        Assert.Equal(run.Outcomes.Where(one => !IsBad(one)).Average(one => one.Loss), first.Rest, 1e-12);
        Assert.Equal(first.Loss / first.Rest, first.Effect, 1e-12);
        Assert.InRange(first.Adjusted, first.PValue, 1e-6);
        Assert.Equal(10, first.Worst.Count);
        Assert.All(first.Worst, item => Assert.Contains(item.ItemId, members.Where(one => one.Loss == 1).Select(one => one.ItemId)));
        Assert.True(analysis.Tested > 5);
        Assert.All(found.Select(one => one.Resolve(one.Rows.ToDictionary(row => row, row => ReportItem.Of(run.Outcomes[row])))), slice => Assert.InRange(slice.Adjusted, 0, SliceAnalysis.Significance));
    }

    [Fact]
    public async Task Find_ErrorsByChance_FindsNothing() => Assert.Empty(new SliceAnalysis((await SomeRun.OfAsync(s_spec, Planted(badShare: 0.1))).Table).Find());

    [Fact]
    public async Task Find_WithoutItemsOrMistakes_FindsNothing()
    {
        Assert.Empty(new SliceAnalysis((await SomeRun.OfAsync(s_spec, [])).Table).Find());
        Assert.Empty(new SliceAnalysis((await SomeRun.OfAsync(s_spec, [.. Planted(0.5).Select(one => one with { Said = one.Said! with { Label = one.Truth!.Label } })])).Table).Find());
    }

    [Fact]
    public async Task Tabulate_AnyAttribute_HasTheMetricOfItsValuesTheWorstFirst()
    {
        var run = await SomeRun.OfAsync(s_spec, Planted(badShare: 0.7));
        var rows = new SliceAnalysis(run.Table).Tabulate(run.Numbers.Task.GetEstimators().First(one => one.Metric == "accuracy"), s_options);
        var colours = rows.Where(row => row.Attribute == "metadata.colour").ToList();
        Assert.Equal("red", colours[0].Value);
        Assert.Equal(["blue", "green", "red"], colours.Select(row => row.Value).Order(StringComparer.Ordinal));
        foreach (var row in colours)
        {
            var own = run.Outcomes.Where(one => one.Attributes["metadata.colour"] == row.Value).ToList();
            Assert.Equal((own.Count, 1 - own.Average(one => one.Loss)), (row.Items, row.Score!.Value));
            Assert.InRange(row.Score!.Value, row.Interval!.Low, row.Interval.High);
            Assert.InRange(row.Adjusted!.Value, row.PValue!.Value, 1);
            Assert.NotNull(row.CalibrationError);
        }

        // The same test as that of a slice which was found.
        var (bad, rest) = (run.Outcomes.Where(one => one.Attributes["metadata.colour"] == "red").ToList(), run.Outcomes.Where(one => one.Attributes["metadata.colour"] != "red").ToList());
        Assert.Equal(TwoProportions.Test(bad.Count(one => one.Loss > 0), bad.Count, rest.Count(one => one.Loss > 0), rest.Count)!.PValue, colours[0].PValue!.Value, 1e-12);
        Assert.DoesNotContain(rows, row => row.Attribute == "metadata.rare" && row.Value == "seldom"); // nine items
        Assert.Contains(rows, row => row.Attribute == SliceAnalysis.Confidence);
        Assert.Null(rows.First(row => row.Items < SliceAnalysis.FewestCalibrated).CalibrationError);
    }

    [Fact]
    public async Task RowsByValue_OfAnAttribute_AreItsItems()
    {
        var run = await SomeRun.OfAsync(s_spec, Planted(badShare: 0.5));
        var analysis = new SliceAnalysis(run.Table);
        var rows = analysis.RowsByValue("metadata.rare");
        Assert.Equal(9, rows["seldom"].Length);
        Assert.All(rows["seldom"], row => Assert.Equal("seldom", run.Outcomes[row].Attributes["metadata.rare"]));
        Assert.Empty(analysis.RowsByValue("metadata.nothing"));
        Assert.Equal(run.Table.Count, Assert.Single(analysis.RowsByValue("media-type")).Value.Length);
    }

    private static bool IsBad(ItemOutcome one) => one.Attributes["metadata.colour"] == "red" && one.Attributes["metadata.night"] == "yes";

    // One item in twenty is wrong, but for red ones at night.
    private static List<SomeCase> Planted(double badShare)
    {
        var random = new Random(1);
        string[] colours = ["red", "green", "blue"];
        return
        [
            .. Enumerable.Range(0, 600).Select(i =>
            {
                var (colour, isNight) = (colours[random.Next(3)], random.Next(3) == 0);
                var isWrong = random.NextDouble() < (colour == "red" && isNight ? badShare : 0.05);
                return SomeCase.Label("a", isWrong ? "b" : "a", 0.5 + (random.NextDouble() / 2))
                    .With(("colour", colour), ("night", isNight ? "yes" : "no"), ("rare", i < 9 ? "seldom" : i < 60 ? "often" : "always"));
            }),
        ];
    }
}

using CsCheck;
using Winnow.Core.Slices;

namespace Winnow.Core.Tests.Slices;

public sealed class RunComparisonTests
{
    private static readonly Gen<(int Truth, int Baseline, int Candidate, double Confidence, int In)[]> s_items =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Double[0, 1], Gen.Int[0, 9]).Array[0, 60];

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Gen.Select(s_items, Gen.Int).Sample((generated, seed) =>
        {
            var items = generated.Select((item, i) => (i, item)).ToList();
            var merged = RoundTrip.Merged(items, seed, Of, (own, other) => own.Merge(other));
            Assert.Equal(RoundTrip.Json(Of(items)), RoundTrip.Json(merged));
            Assert.Equal(RoundTrip.Json(Of(items).GetSlices()), RoundTrip.Json(merged.GetSlices()));
        });

    [Fact]
    public void AddShard_Always_LosesNoItem() =>
        s_items.Sample(generated =>
        {
            var comparison = Of(generated.Select((item, i) => (i, item)));
            var apart = comparison.OnlyInBaseline.Added + comparison.OnlyInCandidate.Added + comparison.Reannotated.Added;
            Assert.Equal(generated.Length, comparison.Counts.Items + apart);
            Assert.Equal(generated.Count(item => item.In == 0), comparison.OnlyInBaseline.Added);
            Assert.Equal(generated.Count(item => item.In == 1), comparison.OnlyInCandidate.Added);
            Assert.Equal(generated.Count(item => item.In == 2), comparison.Reannotated.Added);
            Assert.Equal(comparison.Counts.Fixed, comparison.Fixed.Added);
            Assert.Equal(comparison.Counts.StillRight, comparison.StillRight.Added);
            Assert.All(comparison.Attributes, attribute => Assert.Equal(comparison.Counts.Items, attribute.Values.Values.Sum(counts => counts.Items)));
        });

    [Fact]
    public void GetSlices_AClassThatGotWorse_SaysSo()
    {
        var comparison = new RunComparison([], kept: 3);
        var items = Enumerable.Range(0, 40).Select(i => (Id: $"{i:D2}", Truth: i < 20 ? "a" : "b")).ToList();
        comparison.AddShard(
            items.Select(item => new ComparedItem(item.Id, item.Truth, item.Truth, 0.9, true)),
            items.Select((item, i) => new ComparedItem(item.Id, item.Truth, i < 8 ? "b" : item.Truth, i / 100.0, i >= 8)));
        Assert.Equal(8, comparison.Counts.Broken);
        Assert.Equal(-8, comparison.Counts.NetChange);
        Assert.Equal(2 / 256.0, comparison.PValue, 1e-12);
        Assert.Equal(["07", "06", "05"], comparison.Broken.Items.Select(item => item.ItemId));
        var worst = comparison.GetSlices()[0];
        Assert.Equal((RunComparison.ClassAttribute, "a", -8L), (worst.Attribute, worst.Value, worst.NetChange));
        Assert.Equal((1.0, 0.6), (worst.BaselineAccuracy, worst.CandidateAccuracy));
        Assert.Equal(2 / 256.0, worst.PValue, 1e-12);
        Assert.Equal(2 * 2 / 256.0, worst.AdjustedPValue, 1e-12);
    }

    [Fact]
    public void AddShard_WhatDoesNotFit_Throws()
    {
        var comparison = new RunComparison(["source"]);
        var item = new ComparedItem("i", "a", "a", 0.5, true);
        Assert.Throws<ArgumentException>(() => comparison.AddShard([item, item], [item]));
        Assert.Throws<ArgumentException>(() => comparison.AddShard([item], [item]));
        Assert.Throws<ArgumentException>(() => comparison.AddShard([item with { Confidence = double.NaN }], []));
        Assert.Throws<ArgumentException>(() => comparison.Merge(new RunComparison([])));
        Assert.Throws<ArgumentException>(() => new RunComparison(["class"]));
        Assert.Equal(0, comparison.Counts.Items);
    }

    private static RunComparison Of(IEnumerable<(int Id, (int Truth, int Baseline, int Candidate, double Confidence, int In) Item)> items)
    {
        var comparison = new RunComparison(["source"], kept: 5);
        var all = items.ToList();
        comparison.AddShard(
            all.Where(pair => pair.Item.In != 1).Select(pair => Said(pair.Id, pair.Item.Truth, pair.Item.Baseline, 1 - pair.Item.Confidence)),
            all.Where(pair => pair.Item.In != 0).Select(pair => Said(pair.Id, pair.Item.In == 2 ? 9 : pair.Item.Truth, pair.Item.Candidate, pair.Item.Confidence)),
            id => [id.Length > 1 ? "long" : null]);
        return comparison;
    }

    private static ComparedItem Said(int id, int truth, int predicted, double confidence) =>
        new($"{id}", $"c{truth}", $"c{predicted}", confidence, truth == predicted);
}

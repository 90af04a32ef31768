using CsCheck;
using Winnow.Core.Slices;
using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Tests.Slices;

public sealed class SliceTableTests
{
    private static readonly Gen<(int One, int Other, double Numerator, double Denominator)[]> s_items =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Double[0, 100], Gen.Double[0, 1000]).Array[0, 60];

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Gen.Select(s_items, Gen.Int).Sample((items, seed) =>
        {
            var merged = RoundTrip.Merged(items, seed, Of, (own, other) => own.Merge(other));
            Assert.Equal(RoundTrip.Json(Of(items)), RoundTrip.Json(merged));
            Assert.Equal(RoundTrip.Json(Of(items).GetRows()), RoundTrip.Json(merged.GetRows()));
        });

    [Fact]
    public void GetRows_OfMeans_EqualsASearchOfSingleAttributes()
    {
        foreach (var item in SlicesReference.Load().Slices)
        {
            var table = new SliceTable([.. item.Columns.Select((_, i) => $"{i}")]);
            for (var row = 0; row < item.Errors.Length; row++)
            {
                table.Add([.. item.Columns.Select(column => column[row].ToString())], item.Errors[row]);
            }

            var rows = table.GetRows().ToDictionary(row => (row.Attribute, row.Value));
            foreach (var single in item.Single)
            {
                Assert.Equal(single[2].GetDouble(), rows[($"{single[0]}", single[1].GetString()!)].PValue, 1e-8);
            }
        }
    }

    [Fact]
    public void GetRows_OfRatios_AddsUpAndAdjusts() =>
        s_items.Sample(items =>
        {
            var table = Of(items);
            var rows = table.GetRows();
            var adjusted = SliceTests.BenjaminiHochberg([.. rows.Select(row => row.PValue)]);
            Assert.Equal(adjusted, rows.Select(row => row.AdjustedPValue));
            foreach (var attribute in rows.GroupBy(row => row.Attribute))
            {
                Assert.Equal(items.Length, attribute.Sum(row => row.Items));
                Assert.Equal(table.All.Numerator, attribute.Sum(row => row.Numerator), 1e-3);
                Assert.Equal(table.All.Denominator, attribute.Sum(row => row.Denominator), 1e-3);
            }
        });

    [Fact]
    public void GetRows_OfErrorRates_ComparesRatiosOfSums()
    {
        var table = new SliceTable(["font"]);
        foreach (var (font, edits, length) in new[] { ("serif", 2.0, 10.0), ("serif", 4, 30), ("sans", 0, 20), ("sans", 1, 40) })
        {
            table.Add([font], edits, length);
        }

        var serif = table.GetRows().Single(row => row.Value == "serif");
        Assert.Equal(6 / 40.0, serif.Ratio);
        Assert.Equal(1 / 60.0, serif.RestRatio);
        Assert.Equal((6 / 40.0) - (7 / 100.0), serif.Difference!.Value, 1e-12);
        // Linearised: residuals of ±0.5 over 40 characters and ±1/3 over 60, two items each.
        Assert.Equal(
            SliceTests.Welch((6 / 40.0) - (1 / 60.0), 2 * 2 * 0.25 / 1600, 2, 2 * 2 / 9.0 / 3600, 2), serif.PValue, 1e-9);
    }

    [Fact]
    public void Add_WhatIsNone_Throws()
    {
        var table = new SliceTable(["a"]);
        Assert.Throws<ArgumentException>(() => table.Add([], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Add(["v"], double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Add(["v"], -1));
        Assert.Throws<ArgumentException>(() => table.Merge(new SliceTable(["b"])));
        Assert.Equal(0, table.All.Items);
        Assert.Empty(table.GetRows());
    }

    private static SliceTable Of(IEnumerable<(int One, int Other, double Numerator, double Denominator)> items)
    {
        var table = new SliceTable(["one", "other"]);
        foreach (var (one, other, numerator, denominator) in items)
        {
            table.Add([$"v{one}", other == 0 ? "" : $"w{other}"], numerator, denominator);
        }

        return table;
    }
}

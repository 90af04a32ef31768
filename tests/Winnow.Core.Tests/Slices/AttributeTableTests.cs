using Winnow.Core.Slices;

namespace Winnow.Core.Tests.Slices;

public sealed class AttributeTableTests
{
    [Fact]
    public void GetColumns_Always_KeepRowsAndOrderValues()
    {
        var table = Table([("b", 1), (null, null), ("a", 2), ("", 1), ("b", 3)]);
        var columns = table.GetColumns();
        Assert.Equal(["(none)", "a", "b"], columns[0].Values);
        Assert.Equal([2, 0, 1, 0, 2], columns[0].Codes.ToArray());
        Assert.Equal(["1", "2", "3", "(none)"], columns[1].Values);
        Assert.Equal([0, 3, 1, 0, 2], columns[1].Codes.ToArray());
    }

    [Fact]
    public void GetColumns_TooManyValues_KeepTheMostFrequent()
    {
        var table = Table(Enumerable.Range(0, 300).SelectMany(i => Enumerable.Repeat(Row($"v{i:D3}", null), i < 49 ? 2 : i == 299 ? 3 : 1)));
        var column = table.GetColumns()[0];
        Assert.Equal(51, column.Values.Count);
        Assert.Equal("v000", column.Values[0]);
        Assert.Equal(["v048", "v299", "(other)"], column.Values.TakeLast(3));
        Assert.Equal(250, column.Codes.ToArray().Count(code => code == 50));
        Assert.Equal(255, Table(Enumerable.Range(0, 255).Select(i => Row($"v{i}", null))).GetColumns()[0].Values.Count);
    }

    [Fact]
    public void GetColumns_RowsInAnotherOrder_HaveTheSameValues()
    {
        (string? Text, double? Number)[] rows = [.. Enumerable.Range(0, 400).Select(i => Row($"v{i % 300}", i % 7 == 0 ? null : i % 23))];
        var (straight, turned) = (Table(rows).GetColumns(), Table(rows.Reverse()).GetColumns());
        Assert.Equal(straight.Select(column => column.Values), turned.Select(column => column.Values));
        Assert.Equal(straight.Select(column => column.Codes.ToArray().Reverse()), turned.Select(column => column.Codes.ToArray().AsEnumerable()));
    }

    [Fact]
    public void AddRow_AnIdentifier_ClosesTheAttribute()
    {
        var ids = Enumerable.Range(0, 65_537).Select(i => Row($"id{i}", i)).ToList();
        Assert.Empty(Table(ids.Take(65_536)).ClosedAttributes);
        var table = Table(ids);
        Assert.Equal(["text"], table.ClosedAttributes);
        Assert.Equal(["number"], table.GetColumns().Select(column => column.Name));
        Assert.Equal(65_537, table.GetColumns()[0].Codes.Length);
    }

    [Fact]
    public void AddRow_WhatDoesNotFit_Throws()
    {
        var table = Table([]);
        Assert.Throws<ArgumentException>(() => table.AddRow(["a", "b"], [1]));
        Assert.Throws<ArgumentException>(() => table.AddRow(["a"], [double.NaN]));
        Assert.Throws<ArgumentException>(() => new AttributeTable(["a"], ["a"]));
        Assert.Equal(0, table.Rows);
    }

    [Fact]
    public void FromQuantiles_ManyValues_ShareThemEvenly()
    {
        var binner = NumericBinner.FromQuantiles([.. Enumerable.Range(1, 100).Select(i => (double)i)], 4);
        Assert.Equal(["<= 25", "(25, 50]", "(50, 75]", "> 75"], binner.Labels);
        Assert.Equal([0, 0, 1, 2, 3, 3], new[] { -9, 25, 25.1, 75, 76, 1e9 }.Select(binner.BinOf));
    }

    [Theory]
    [InlineData(new double[0], new string[0])]
    [InlineData(new[] { 2.5, 2.5 }, new[] { "2.5" })]
    [InlineData(new[] { 3.0, 1, 1, 2 }, new[] { "1", "2", "3" })]
    [InlineData(new[] { 0.0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4 }, new[] { "<= 0", "> 0" })]
    [InlineData(new[] { 1.0, 2, 3, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9 }, new[] { "<= 3", "> 3" })]
    public void FromQuantiles_FewOrEqualValues_MakeFewerBins(double[] values, string[] labels) =>
        Assert.Equal(labels, NumericBinner.FromQuantiles(values, 3).Labels);

    private static (string? Text, double? Number) Row(string text, double? number) => (text, number);

    private static AttributeTable Table(IEnumerable<(string? Text, double? Number)> rows)
    {
        var table = new AttributeTable(["text"], ["number"]);
        foreach (var (text, number) in rows)
        {
            table.AddRow([text], [number]);
        }

        return table;
    }
}

using System.Buffers;

namespace Winnow.Core.Statistics.Internal;

/// <summary>A statistic of sums over units.</summary>
internal sealed class SumResampler(SumTable table, string description, Func<ReadOnlySpan<double>, double?> statistic)
    : Resampler(table.Units, description)
{
    public override double Estimate => Checked(statistic(table.Total()));

    public override double Draw(ref Xoshiro256 random)
    {
        var sums = ArrayPool<double>.Shared.Rent(table.Dimension);
        table.DrawWithReplacement(ref random, sums.AsSpan(0, table.Dimension));
        var value = Checked(statistic(sums.AsSpan(0, table.Dimension)));
        ArrayPool<double>.Shared.Return(sums);
        return value;
    }

    public override IReadOnlyList<(double Value, long Times)> Jackknife()
    {
        var values = new (double, long)[table.Rows];
        var (total, rest) = (table.Total(), new double[table.Dimension]);
        for (var row = 0; row < values.Length; row++)
        {
            total.CopyTo(rest, 0);
            table.AddRow(row, -1, rest);
            values[row] = (Checked(statistic(rest)), table.TimesOf(row));
        }

        return values;
    }
}

using System.Buffers;

namespace Winnow.Core.Statistics.Internal;

/// <summary>A statistic of counts in cells: of a confusion matrix, or of the pairs of cells of two runs.</summary>
internal sealed class CellResampler(CellUnits units, int cells, string description, Func<ReadOnlySpan<long>, double?> statistic)
    : Resampler(units.Times.Sum(), description)
{
    public override double Estimate => Checked(statistic(units.Total(cells)));

    public override double Draw(ref Xoshiro256 random)
    {
        var (drawn, counts) = (ArrayPool<long>.Shared.Rent(units.Kinds), ArrayPool<long>.Shared.Rent(cells));
        Multiplicities.Draw(ref random, units.Times, drawn.AsSpan(0, units.Kinds));
        counts.AsSpan(0, cells).Clear();
        for (var kind = 0; kind < units.Kinds; kind++)
        {
            if (drawn[kind] > 0)
            {
                units.Add(kind, drawn[kind], counts);
            }
        }

        var value = Checked(statistic(counts.AsSpan(0, cells)));
        ArrayPool<long>.Shared.Return(counts);
        ArrayPool<long>.Shared.Return(drawn);
        return value;
    }

    public override IReadOnlyList<(double Value, long Times)> Jackknife()
    {
        var values = new List<(double, long)>();
        var total = units.Total(cells);
        for (var kind = 0; kind < units.Kinds; kind++)
        {
            if (units.Times[kind] > 0)
            {
                units.Add(kind, -1, total);
                values.Add((Checked(statistic(total)), units.Times[kind]));
                units.Add(kind, 1, total);
            }
        }

        return values;
    }
}

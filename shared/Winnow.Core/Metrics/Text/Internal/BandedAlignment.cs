namespace Winnow.Core.Metrics.Text.Internal;

/// <summary>The table of an alignment, restricted to the diagonals that a known distance allows.</summary>
/// <remarks>A cell's cost is edits·2³² + insertions and deletions, so that the least cost is unique in both (E. Ukkonen 1985 for the band).</remarks>
internal readonly ref struct BandedAlignment
{
    private const long Substitution = 1L << 32;
    private const long Indel = Substitution + 1;
    private const long Outside = long.MaxValue / 2;
    private const byte Match = 0, Replace = 1, Delete = 2, Insert = 3;
    private readonly ReadOnlySpan<int> reference;
    private readonly ReadOnlySpan<int> hypothesis;
    private readonly int band;
    private readonly int width;
    private readonly int start;

    public BandedAlignment(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis, int band, int start)
    {
        this.reference = reference;
        this.hypothesis = hypothesis;
        this.start = start;
        this.band = Math.Min(band, Math.Max(reference.Length, hypothesis.Length));
        width = (2 * this.band) + 1;
    }

    public IReadOnlyList<Edit> Trace()
    {
        var steps = Fill();
        var edits = new List<Edit>();
        var (row, column) = (reference.Length, hypothesis.Length);
        while (row > 0 || column > 0)
        {
            var step = steps[((long)row * width) + column - row + band];
            row -= step == Insert ? 0 : 1;
            column -= step == Delete ? 0 : 1;
            if (step != Match)
            {
                edits.Add(new(step == Insert ? -1 : start + row, step == Delete ? -1 : start + column));
            }
        }

        edits.Reverse();
        return edits;
    }

    private byte[] Fill()
    {
        var steps = new byte[(reference.Length + 1L) * width];
        var costs = new long[width + 2];
        Array.Fill(costs, Outside);
        for (var row = 0; row <= reference.Length; row++)
        {
            FillRow(row, costs, steps.AsSpan(row * width, width));
        }

        return steps;
    }

    // costs[k + 1] is the cell on diagonal k of the row above until it is overwritten by this row's.
    private void FillRow(int row, long[] costs, Span<byte> steps)
    {
        for (var k = 0; k < width; k++)
        {
            var column = row + k - band;
            if (column < 0 || column > hypothesis.Length)
            {
                costs[k + 1] = Outside;
                continue;
            }

            if (row == 0 && column == 0)
            {
                costs[k + 1] = 0;
                continue;
            }

            var isMatch = row > 0 && column > 0 && reference[row - 1] == hypothesis[column - 1];
            var diagonal = row > 0 && column > 0 ? costs[k + 1] + (isMatch ? 0 : Substitution) : Outside;
            var above = row > 0 ? costs[k + 2] + Indel : Outside;
            var left = column > 0 ? costs[k] + Indel : Outside;
            var least = Math.Min(diagonal, Math.Min(above, left));
            steps[k] = least == diagonal ? (isMatch ? Match : Replace) : least == above ? Delete : Insert;
            costs[k + 1] = least;
        }
    }
}

using System.Buffers;

namespace Winnow.Core.Metrics.Text.Internal;

/// <summary>The table of an alignment, restricted to the diagonals that a known distance allows.</summary>
/// <remarks>
/// The band (E. Ukkonen 1985): a path of d edits that ends k columns right of the diagonal inserts at most (d + k) / 2 symbols and deletes at most
/// (d − k) / 2. A cell's cost is edits·2³⁴ + (insertions and deletions)·4, so that the least cost is unique in both. Its two lowest bits say the
/// step that led there while costs are compared: among equals a match or substitution wins, then a deletion, then an insertion.
/// </remarks>
internal readonly ref struct BandedAlignment
{
    private const int EditShift = 34;
    private const long StepBits = 3;
    private const long Substitution = 1L << EditShift;
    private const long Indel = Substitution + StepBits + 1;
    private const long Outside = long.MaxValue / 2;
    private const byte Match = 0, Replace = 1, Delete = 2, Insert = 3;
    private readonly ReadOnlySpan<int> reference;
    private readonly ReadOnlySpan<int> hypothesis;
    private readonly int below;
    private readonly int width;
    private readonly int start;

    /// <param name="reference">Not empty.</param>
    /// <param name="hypothesis">Not empty.</param>
    /// <param name="distance">Their distance.</param>
    /// <param name="start">Added to every index of an edit.</param>
    public BandedAlignment(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis, int distance, int start)
    {
        this.reference = reference;
        this.hypothesis = hypothesis;
        this.start = start;
        var insertions = (distance + hypothesis.Length - reference.Length) / 2;
        below = (distance + reference.Length - hypothesis.Length) / 2;
        width = below + insertions + 1;
    }

    /// <summary>Cells of the table.</summary>
    public long Cells => (reference.Length + 1L) * width;

    public Edit[] Trace()
    {
        var steps = ArrayPool<byte>.Shared.Rent((reference.Length + 1) * width);
        var costs = ArrayPool<long>.Shared.Rent(width + 2);
        try
        {
            return Back(steps, new Edit[Fill(steps, costs.AsSpan(0, width + 2)) >> EditShift]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(steps);
            ArrayPool<long>.Shared.Return(costs);
        }
    }

    private Edit[] Back(ReadOnlySpan<byte> steps, Edit[] edits)
    {
        var (row, column, left) = (reference.Length, hypothesis.Length, edits.Length);
        while (left > 0)
        {
            var step = steps[(row * width) + column - row + below];
            row -= step == Insert ? 0 : 1;
            column -= step == Delete ? 0 : 1;
            if (step != Match)
            {
                edits[--left] = new(step == Insert ? -1 : start + row, step == Delete ? -1 : start + column);
            }
        }

        return edits;
    }

    /// <summary>The cost of the last cell.</summary>
    private long Fill(Span<byte> steps, Span<long> costs)
    {
        costs.Fill(Outside);
        for (var column = 0; column <= Math.Min(width - below - 1, hypothesis.Length); column++)
        {
            (costs[column + below + 1], steps[column + below]) = (column * Indel, Insert);
        }

        for (var row = 1; row <= reference.Length; row++)
        {
            FillRow(row, costs, steps.Slice(row * width, width));
        }

        return costs[hypothesis.Length - reference.Length + below + 1];
    }

    // costs[k + 1] is the cell on diagonal k of the row above until it is overwritten by this row's. Diagonal k crosses the row at column first + k.
    private void FillRow(int row, Span<long> costs, Span<byte> steps)
    {
        var (symbol, left, first) = (reference[row - 1], Outside, row - below);
        if (first <= 0)
        {
            (costs[1 - first], steps[-first], left) = (row * Indel, Delete, row * Indel);
        }

        var end = Math.Min(hypothesis.Length - first, width - 1);
        for (var k = Math.Max(1 - first, 0); k <= end; k++)
        {
            var diagonal = costs[k + 1] + (hypothesis[first + k - 1] == symbol ? Match : Substitution + Replace);
            var least = Math.Min(diagonal, Math.Min(costs[k + 2] + Indel + Delete, left + Indel + Insert));
            steps[k] = (byte)(least & StepBits);
            left = costs[k + 1] = least & ~StepBits;
        }
    }
}

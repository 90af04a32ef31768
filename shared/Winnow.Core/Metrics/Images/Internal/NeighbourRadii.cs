namespace Winnow.Core.Metrics.Images.Internal;

/// <summary>Squared distance of every vector to its k-th nearest neighbour in the same set.</summary>
internal static class NeighbourRadii
{
    public static double[] Of(FloatRows rows, int neighbours)
    {
        var nearest = new double[rows.Count * neighbours];
        Array.Fill(nearest, double.PositiveInfinity);
        PairBlocks.Visit<SquaredDistance>(rows, rows, isUpperOnly: false, (in block) =>
        {
            for (var row = 0; row < block.Rows; row++)
            {
                var image = block.FirstRow + row;
                Keep(block.Row(row), image - block.FirstColumn, nearest.AsSpan(image * neighbours, neighbours));
            }
        });
        return [.. Enumerable.Range(0, rows.Count).Select(image => nearest[((image + 1) * neighbours) - 1])];
    }

    /// <summary>Keeps the smallest distances, ascending; that of the vector to itself is left out.</summary>
    private static void Keep(ReadOnlySpan<double> distances, int self, Span<double> nearest)
    {
        for (var i = 0; i < distances.Length; i++)
        {
            if (distances[i] >= nearest[^1] || i == self)
            {
                continue;
            }

            var at = nearest.Length - 1;
            for (; at > 0 && nearest[at - 1] > distances[i]; at--)
            {
                nearest[at] = nearest[at - 1];
            }

            nearest[at] = distances[i];
        }
    }
}

using System.Numerics;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Generation.Internal;

/// <summary>The length of the longest common subsequence of two sequences, 64 cells of the table per step.</summary>
/// <remarks>M. Crochemore et al., "A fast and practical bit-vector algorithm for the longest common subsequence problem", IPL 80, 2001.</remarks>
internal static class LongestCommonSubsequence
{
    public static int Length(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var masks = new SymbolMasks(left);
        var rows = new ulong[masks.Blocks];
        Array.Fill(rows, ulong.MaxValue);
        foreach (var symbol in right)
        {
            Column(masks.Of(symbol), rows);
        }

        // Bits past the end of the sequence never match, and stay set.
        return rows.Sum(row => BitOperations.PopCount(~row));
    }

    private static void Column(ReadOnlySpan<ulong> mask, ulong[] rows)
    {
        var carry = 0UL;
        for (var block = 0; block < rows.Length; block++)
        {
            var row = rows[block];
            var match = row & mask[block];
            var sum = row + match;
            var carries = sum < row ? 1UL : 0;
            sum += carry;
            carry = carries | (sum < carry ? 1UL : 0);
            rows[block] = sum | (row & ~match);
        }
    }
}

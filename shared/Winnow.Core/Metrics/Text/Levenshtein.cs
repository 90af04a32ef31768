using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Text;

/// <summary>Edit distance of two sequences of symbols: fewest substitutions, deletions and insertions.</summary>
/// <remarks>The distance is bit-parallel (Myers 1999, Hyyrö 2003); an alignment is made in the band of the table that the distance allows.</remarks>
public static class Levenshtein
{
    /// <summary>Cells of an alignment table above which no alignment is made.</summary>
    public const long MaxAlignmentCells = 1L << 24;

    /// <summary>The distance. Time O(⌈n/64⌉·m), memory O(⌈n/64⌉·symbols), n being the shorter length.</summary>
    public static int Distance(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis)
    {
        Strip(ref reference, ref hypothesis);
        return reference.Length == 0 || hypothesis.Length == 0
            ? reference.Length + hypothesis.Length
            : BitParallelDistance.Of(reference, hypothesis);
    }

    /// <summary>
    /// The steps that differ, in order, of an alignment with the fewest edits and among those with the most substitutions (so that the counts are
    /// unique); null when its table would exceed <see cref="MaxAlignmentCells"/>.
    /// </summary>
    public static Edit[]? Align(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis)
    {
        var start = Strip(ref reference, ref hypothesis);
        if (reference.Length == 0 || hypothesis.Length == 0)
        {
            return OneSided(start, reference.Length, hypothesis.Length);
        }

        var alignment = new BandedAlignment(reference, hypothesis, BitParallelDistance.Of(reference, hypothesis), start);
        return alignment.Cells > MaxAlignmentCells ? null : alignment.Trace();
    }

    /// <summary>Counts of the alignment that <see cref="Align"/> makes; without one, as many substitutions as the distance allows.</summary>
    public static EditCounts Count(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis, Edit[]? alignment)
    {
        if (alignment is null)
        {
            var (missing, extra) = (Math.Max(0, reference.Length - hypothesis.Length), Math.Max(0, hypothesis.Length - reference.Length));
            return new(Distance(reference, hypothesis) - missing - extra, missing, extra, reference.Length);
        }

        var (deletions, insertions) = (0, 0);
        foreach (var edit in alignment)
        {
            deletions += edit.Hypothesis < 0 ? 1 : 0;
            insertions += edit.Reference < 0 ? 1 : 0;
        }

        return new(alignment.Length - deletions - insertions, deletions, insertions, reference.Length);
    }

    // Common ends belong to some best alignment. Returns the length of the common start.
    private static int Strip(ref ReadOnlySpan<int> reference, ref ReadOnlySpan<int> hypothesis)
    {
        var start = reference.CommonPrefixLength(hypothesis);
        reference = reference[start..];
        hypothesis = hypothesis[start..];
        while (reference.Length > 0 && hypothesis.Length > 0 && reference[^1] == hypothesis[^1])
        {
            reference = reference[..^1];
            hypothesis = hypothesis[..^1];
        }

        return start;
    }

    private static Edit[] OneSided(int start, int deletions, int insertions)
    {
        var edits = new Edit[deletions + insertions];
        for (var i = 0; i < edits.Length; i++)
        {
            edits[i] = deletions > 0 ? new(start + i, -1) : new(-1, start + i);
        }

        return edits;
    }
}

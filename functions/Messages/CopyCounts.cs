namespace Winnow.Functions.Messages;

/// <summary>What became of the files that a request names. Merging is addition.</summary>
/// <param name="Copied">In the drop zone.</param>
/// <param name="Refused">In the quarantine's list, with the reason.</param>
public sealed record CopyCounts(long Copied, long Refused)
{
    public static CopyCounts operator +(CopyCounts a, CopyCounts b) => a.Add(b);

    public CopyCounts Add(CopyCounts other) => new(Copied + other.Copied, Refused + other.Refused);
}

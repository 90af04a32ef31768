using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Slices;

/// <summary>64-bit fingerprints of texts: similar texts have fingerprints that differ in few bits.</summary>
/// <remarks>
/// SimHash (M. Charikar, STOC 2002; G. Manku, A. Jain, A. Das Sarma, WWW 2007) of all runs of five characters, each with its number of occurrences as weight,
/// hashed by FNV-1a with a final mix. Normalisation: nfc, collapse-whitespace, trim, lowercase. A text of fewer than five characters is one run; an empty
/// one has 0. The shorter the texts, the more bits an edit turns: see <see cref="NearDuplicates"/> for the distances.
/// </remarks>
public static class TextFingerprint
{
    /// <summary>Characters (UTF-16) in a run.</summary>
    public const int RunLength = 5;

    private static readonly TextNormaliser s_normaliser = new(["nfc", "collapse-whitespace", "trim", "lowercase"]);

    public static ulong Compute(string text)
    {
        var normal = s_normaliser.Apply(text);
        if (normal.Length == 0)
        {
            return 0;
        }

        Span<int> votes = stackalloc int[64];
        for (var start = 0; start <= Math.Max(0, normal.Length - RunLength); start++)
        {
            Vote(Hash(normal.AsSpan(start, Math.Min(RunLength, normal.Length))), votes);
        }

        var fingerprint = 0UL;
        for (var bit = 0; bit < votes.Length; bit++)
        {
            fingerprint |= votes[bit] > 0 ? 1UL << bit : 0;
        }

        return fingerprint;
    }

    private static void Vote(ulong hash, Span<int> votes)
    {
        for (var bit = 0; bit < votes.Length; bit++)
        {
            votes[bit] += ((hash >> bit) & 1) == 1 ? 1 : -1;
        }
    }

    private static ulong Hash(ReadOnlySpan<char> run)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in run)
        {
            hash = (hash ^ (byte)character) * 1099511628211UL;
            hash = (hash ^ (byte)(character >> 8)) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }
}

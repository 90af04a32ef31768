namespace Winnow.Core.Models;

/// <summary>Orders versions as people read them: runs of digits compare as numbers (10 is above 9), everything else as characters.</summary>
/// <remarks>Where one version ends, the longer one is higher: 1 &lt; 1.1. Leading zeros do not count, except between versions that are equal otherwise.</remarks>
public sealed class VersionOrder : IComparer<string>
{
    public static VersionOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var a = x.AsSpan();
        var b = y.AsSpan();
        while (!a.IsEmpty && !b.IsEmpty)
        {
            var partOfA = Part(a);
            var partOfB = Part(b);
            var order = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0]) ? CompareNumbers(partOfA, partOfB) : partOfA.SequenceCompareTo(partOfB);
            if (order != 0) return order;
            a = a[partOfA.Length..];
            b = b[partOfB.Length..];
        }

        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(x, y);
    }

    private static ReadOnlySpan<char> Part(ReadOnlySpan<char> text)
    {
        if (!char.IsAsciiDigit(text[0])) return text[..1];
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text : text[..end];
    }

    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}

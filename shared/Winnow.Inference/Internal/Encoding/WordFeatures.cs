using System.Text;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>Five ids for each token between white space (Unicode): the word, its first three bytes, its last three and two, its shape.</summary>
/// <remarks>
/// All but the shape in lower-case ASCII, each behind a letter of its own (w, p, s, e, t). The shape has X for capitals, x for small letters, d for digits, all
/// ASCII, other bytes as they are, and runs of the same as one.
/// </remarks>
internal static class WordFeatures
{
    public const int Count = 5;

    public static void Add(ReadOnlySpan<byte> text, int buckets, List<long> ids, int most)
    {
        for (var at = 0; at < text.Length && ids.Count < most;)
        {
            Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
            if (Rune.IsWhiteSpace(rune))
            {
                at += length;
                continue;
            }

            var end = EndOfToken(text, at);
            AddToken(text[at..end], buckets, ids);
            at = end;
        }
    }

    private static int EndOfToken(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length)
        {
            Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
            if (Rune.IsWhiteSpace(rune)) break;
            at += length;
        }

        return at;
    }

    private static void AddToken(ReadOnlySpan<byte> token, int buckets, List<long> ids)
    {
        ids.Add(Hash('w', token, buckets));
        ids.Add(Hash('p', token[..Math.Min(3, token.Length)], buckets));
        ids.Add(Hash('s', token[Math.Max(0, token.Length - 3)..], buckets));
        ids.Add(Hash('e', token[Math.Max(0, token.Length - 2)..], buckets));
        ids.Add(HashShape(token, buckets));
    }

    private static long Hash(char kind, ReadOnlySpan<byte> bytes, int buckets)
    {
        var hash = new FeatureHash();
        hash.Add((byte)kind);
        foreach (var value in bytes) hash.Add(Ascii.Lower(value));
        return hash.ToId(buckets);
    }

    private static long HashShape(ReadOnlySpan<byte> token, int buckets)
    {
        var hash = new FeatureHash();
        hash.Add((byte)'t');
        var previous = -1;
        foreach (var value in token)
        {
            var kind = (char)value switch { >= 'A' and <= 'Z' => (byte)'X', >= 'a' and <= 'z' => (byte)'x', >= '0' and <= '9' => (byte)'d', _ => value };
            if (kind != previous) hash.Add(kind);
            previous = kind;
        }

        return hash.ToId(buckets);
    }
}

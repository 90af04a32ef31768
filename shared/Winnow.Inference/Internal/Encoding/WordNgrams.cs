using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>N-grams of words. A word is a run of ASCII letters, ASCII digits and bytes that are not ASCII, in lower-case ASCII; words are joined by a space.</summary>
internal static class WordNgrams
{
    public static void Add(ReadOnlySpan<byte> text, TextTokenizer tokenizer, List<long> ids, int most)
    {
        var words = Split(text, most);
        for (var start = 0; start < words.Count; start++)
        {
            var hash = new FeatureHash();
            for (var size = 1; size <= tokenizer.Maximum && start + size <= words.Count && ids.Count < most; size++)
            {
                if (size > 1) hash.Add((byte)' ');
                foreach (var value in text[words[start + size - 1]]) hash.Add(Ascii.Lower(value));
                if (size >= tokenizer.Minimum) ids.Add(hash.ToId(tokenizer.Buckets));
            }
        }
    }

    /// <summary>No n-gram that is still wanted begins behind so many words.</summary>
    private static List<Range> Split(ReadOnlySpan<byte> text, int most)
    {
        var words = new List<Range>();
        for (var at = 0; at < text.Length && words.Count <= most + 16;)
        {
            var start = at;
            while (at < text.Length && Ascii.IsWord(text[at])) at++;
            if (at > start) words.Add(start..at);
            else at++;
        }

        return words;
    }
}

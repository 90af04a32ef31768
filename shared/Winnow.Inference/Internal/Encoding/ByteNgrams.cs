using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>N-grams of the bytes of a text in lower-case ASCII, by position and then by length: for scripts that do not part their words.</summary>
internal static class ByteNgrams
{
    public static void Add(ReadOnlySpan<byte> text, TextTokenizer tokenizer, List<long> ids, int most)
    {
        for (var start = 0; start < text.Length && ids.Count < most; start++)
        {
            var hash = new FeatureHash();
            for (var size = 1; size <= tokenizer.Maximum && start + size <= text.Length && ids.Count < most; size++)
            {
                hash.Add(Ascii.Lower(text[start + size - 1]));
                if (size >= tokenizer.Minimum) ids.Add(hash.ToId(tokenizer.Buckets));
            }
        }
    }
}

using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Generation.Internal;

/// <summary>What chrF compares: code points without white space, and words whose outer punctuation stands apart.</summary>
internal static class ChrfSymbols
{
    public static ReadOnlySpan<int> WriteCharacters(string text, ref int[] buffer)
    {
        var written = 0;
        foreach (var code in CodePoints.Write(text, ref buffer))
        {
            if (code > char.MaxValue || !WhiteSpace.OfPython.Contains((char)code))
            {
                buffer[written++] = code;
            }
        }

        return buffer.AsSpan(0, written);
    }

    public static ReadOnlySpan<int> WriteWords(string text, WordNumbers words, ref int[] buffer)
    {
        Buffers.Fit(ref buffer, text.Length);
        var written = 0;
        foreach (var range in text.AsSpan().SplitAny(WhiteSpace.OfPython))
        {
            var word = text.AsSpan(range);
            if (word.Length == 0)
            {
                continue;
            }

            var cut = CutOf(word);
            if (cut > 0)
            {
                buffer[written++] = words.Of(word[..cut]);
            }

            buffer[written++] = words.Of(word[cut..]);
        }

        return buffer.AsSpan(0, written);
    }

    // Only one mark is cut off, the last before the first, as sacreBLEU does (its issue 124).
    private static int CutOf(ReadOnlySpan<char> word)
    {
        if (word.Length == 1)
        {
            return 0;
        }

        return PythonText.IsPunctuation(word[^1]) ? word.Length - 1 : PythonText.IsPunctuation(word[0]) ? 1 : 0;
    }
}

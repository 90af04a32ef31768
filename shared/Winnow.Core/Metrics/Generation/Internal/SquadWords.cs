using System.Text;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Generation.Internal;

/// <summary>The words of an answer as SQuAD compares them: lower case, without ASCII punctuation, without articles.</summary>
internal static class SquadWords
{
    public static ReadOnlySpan<int> Write(string answer, WordNumbers words, ref int[] buffer)
    {
        var text = new StringBuilder(answer.Length);
        foreach (var character in PythonText.Lower(answer))
        {
            if (!PythonText.IsPunctuation(character))
            {
                text.Append(character);
            }
        }

        return words.Write(WithoutArticles(text.ToString()), WhiteSpace.OfPython, ref buffer);
    }

    // An article is a whole run of word characters, and leaves a space.
    private static string WithoutArticles(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var start = 0; start < text.Length;)
        {
            var end = EndOfRun(text, start);
            if (text.AsSpan(start..end) is "a" or "an" or "the")
            {
                result.Append(' ');
            }
            else
            {
                end = Math.Max(end, start + 1);
                result.Append(text, start, end - start);
            }

            start = end;
        }

        return result.ToString();
    }

    private static int EndOfRun(string text, int start)
    {
        var end = start;
        while (end < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(end), out var rune, out var length);
            if (!PythonText.IsWordCharacter(rune))
            {
                break;
            }

            end += length;
        }

        return end;
    }
}

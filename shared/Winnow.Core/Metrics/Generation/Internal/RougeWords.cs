using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Generation.Internal;

/// <summary>The words of a text as rouge_score compares them: runs of ASCII letters and digits of the lower-cased text.</summary>
internal static class RougeWords
{
    public static ReadOnlySpan<int> Write(string text, WordNumbers words, ref int[] buffer)
    {
        var lower = PythonText.Lower(text).AsSpan();
        Buffers.Fit(ref buffer, (lower.Length + 1) / 2);
        var written = 0;
        for (var start = 0; start < lower.Length;)
        {
            var end = start;
            while (end < lower.Length && (char.IsAsciiLetterLower(lower[end]) || char.IsAsciiDigit(lower[end])))
            {
                end++;
            }

            if (end > start)
            {
                buffer[written++] = words.Of(lower[start..end]);
            }

            start = end + 1;
        }

        return buffer.AsSpan(0, written);
    }
}

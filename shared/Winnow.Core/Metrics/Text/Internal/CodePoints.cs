using System.Text;

namespace Winnow.Core.Metrics.Text.Internal;

/// <summary>Text as Unicode code points; a surrogate without its partner is U+FFFD, as it would be in UTF-8.</summary>
internal static class CodePoints
{
    public static int[] Of(string text)
    {
        var codes = new int[text.Length];
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            codes[count++] = rune.Value;
        }

        return count == codes.Length ? codes : codes[..count];
    }

    public static string ToText(IReadOnlyList<int> codes)
    {
        var text = new StringBuilder(codes.Count);
        foreach (var code in codes)
        {
            Append(text, code);
        }

        return text.ToString();
    }

    public static string ToText(int code) => Append(new StringBuilder(2), code).ToString();

    private static StringBuilder Append(StringBuilder text, int code) =>
        code <= char.MaxValue ? text.Append((char)code) : text.Append(char.ConvertFromUtf32(code));
}

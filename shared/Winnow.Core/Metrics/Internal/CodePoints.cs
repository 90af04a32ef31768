using System.Text;

namespace Winnow.Core.Metrics.Internal;

/// <summary>Text as Unicode code points; a surrogate without its partner stands for itself.</summary>
internal static class CodePoints
{
    public static int[] Of(string text)
    {
        var codes = new int[text.Length];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            codes[count++] = isPair ? char.ConvertToUtf32(text[i], text[++i]) : text[i];
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

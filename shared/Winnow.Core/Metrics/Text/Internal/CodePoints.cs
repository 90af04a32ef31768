using System.Text;

namespace Winnow.Core.Metrics.Text.Internal;

/// <summary>Text as Unicode code points; a surrogate without its partner is U+FFFD, as it would be in UTF-8.</summary>
internal static class CodePoints
{
    public static int[] Of(ReadOnlySpan<char> text)
    {
        int[] codes = [];
        return Write(text, ref codes).ToArray();
    }

    /// <param name="text">The text.</param>
    /// <param name="buffer">Takes the code points; replaced when it is too small.</param>
    public static ReadOnlySpan<int> Write(ReadOnlySpan<char> text, ref int[] buffer)
    {
        Buffers.Fit(ref buffer, text.Length);
        if (text.ContainsAnyInRange('\ud800', '\udfff'))
        {
            return WriteRunes(text, buffer);
        }

        for (var i = 0; i < text.Length; i++)
        {
            buffer[i] = text[i];
        }

        return buffer.AsSpan(0, text.Length);
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

    private static ReadOnlySpan<int> WriteRunes(ReadOnlySpan<char> text, int[] buffer)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            buffer[count++] = rune.Value;
        }

        return buffer.AsSpan(0, count);
    }

    private static StringBuilder Append(StringBuilder text, int code) =>
        code <= char.MaxValue ? text.Append((char)code) : text.Append(char.ConvertFromUtf32(code));
}

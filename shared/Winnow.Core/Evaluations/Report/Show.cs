using System.Globalization;

namespace Winnow.Core.Evaluations.Report;

/// <summary>Numbers and texts as the report shows them.</summary>
internal static class Show
{
    public static string Percent(double? value, int digits = 2) =>
        value is { } number ? (number * 100).ToString("F" + digits, CultureInfo.InvariantCulture) + " %" : "–";

    public static string Share(double? value) => value is { } number ? number.ToString("0.0000", CultureInfo.InvariantCulture) : "–";

    public static string Seconds(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    /// <summary>At most <paramref name="length"/> characters, with an ellipsis where something is missing.</summary>
    public static string Short(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..end] + "…";
    }

    /// <summary>A character with a sign for those that cannot be seen.</summary>
    public static string Character(string text) => text switch
    {
        "" => "∅",
        " " => "␣",
        _ when char.IsControl(text[0]) || char.IsSurrogate(text[0]) && text.Length == 1 => $"U+{(int)text[0]:X4}",
        _ => text,
    };
}

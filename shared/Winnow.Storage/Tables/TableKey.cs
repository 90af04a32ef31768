using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Winnow.Storage.Tables;

/// <summary>Turns names and numbers into table keys that keep their order.</summary>
/// <remarks>Table keys may not hold <c>/ \ # ?</c> or control characters, and are at most 1 KiB (512 UTF-16 characters).</remarks>
internal static class TableKey
{
    /// <summary>Longest escaped name that is kept whole, in UTF-16 characters; of a longer one the key keeps this much, and a hash.</summary>
    public const int LongestName = 360;

    private const int LongestValue = 200;

    /// <summary>Escapes what a key may not hold as <c>!XX</c>, and <c>!</c> itself, character by character: <c>%</c> does not survive the addresses of rows.</summary>
    /// <remarks>Prefixes stay prefixes. The order of names that differ in an escaped character may change.</remarks>
    public static string Escape(string name)
    {
        StringBuilder? escaped = null;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c is '/' or '\\' or '#' or '?' or '%' or '!' or '|' || char.IsControl(c))
            {
                escaped ??= new StringBuilder(name, 0, i, name.Length + 16);
                escaped.Append('!').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                escaped?.Append(c);
            }
        }

        return escaped?.ToString() ?? name;
    }

    /// <summary>A path of any length as a key: escaped, and with a hash in place of what is too long.</summary>
    public static string Path(string path) => Shorten(Escape(path), path, LongestName);

    /// <summary>A value of an index as part of a partition key: escaped, and with a hash in place of what is too long.</summary>
    public static string Value(string value) => Shorten(Escape(value), value, LongestValue);

    /// <summary>A confidence as six digits, so that keys sort from the highest to the lowest: 1 → <c>000000</c>, 0 → <c>999999</c>.</summary>
    public static string Descending(double confidence) =>
        ((int)Math.Round((1 - Math.Clamp(confidence, 0, 1)) * 999_999)).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>A time as digits that sort from the oldest to the newest.</summary>
    public static string Ascending(DateTimeOffset time) => time.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>A time as digits that sort from the newest to the oldest.</summary>
    public static string NewestFirst(DateTimeOffset time) => (DateTime.MaxValue.Ticks - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>The key after every key that starts with <paramref name="prefix"/>.</summary>
    public static string AfterPrefix(string prefix) => prefix + '\uffff';

    /// <summary>The start of the key of every path that starts with <paramref name="prefix"/>.</summary>
    public static string PathPrefix(string prefix)
    {
        var escaped = Escape(prefix);
        return escaped.Length <= LongestName ? escaped : escaped[..Cut(escaped, LongestName)];
    }

    private static string Shorten(string escaped, string original, int longest) =>
        escaped.Length <= longest
            ? escaped
            : $"{escaped.AsSpan(0, Cut(escaped, longest))}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(original)))}";

    /// <summary>Where to cut so that no surrogate pair is parted.</summary>
    private static int Cut(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}

using System.Globalization;
using System.Text;

namespace Winnow.Storage.Tables;

/// <summary>Turns names and numbers into table keys that keep their order.</summary>
/// <remarks>Table keys may not hold <c>/ \ # ?</c> or control characters, and are at most 1 KiB (512 UTF-16 characters).</remarks>
internal static class TableKey
{
    /// <summary>Escapes what a key may not hold as <c>%XX</c>, and <c>%</c> itself, character by character.</summary>
    /// <remarks>Prefixes stay prefixes. The order of names that differ in an escaped character may change.</remarks>
    public static string Escape(string name)
    {
        StringBuilder? escaped = null;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c is '/' or '\\' or '#' or '?' or '%' or '|' || char.IsControl(c))
            {
                escaped ??= new StringBuilder(name, 0, i, name.Length + 16);
                escaped.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                escaped?.Append(c);
            }
        }

        return escaped?.ToString() ?? name;
    }

    /// <summary>A confidence as six digits, so that keys sort from the highest to the lowest: 1 → <c>000000</c>, 0 → <c>999999</c>.</summary>
    public static string Descending(double confidence) =>
        ((int)Math.Round((1 - Math.Clamp(confidence, 0, 1)) * 999_999)).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The key after every key that starts with <paramref name="prefix"/>.</summary>
    public static string AfterPrefix(string prefix) => prefix + '\uffff';
}

using System.Globalization;

namespace Winnow.Cli.Output;

/// <summary>Numbers as people read them.</summary>
public static class Readable
{
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Bytes in B, KiB, MiB, GiB or TiB.</summary>
    public static string Bytes(double bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var unit = 0;
        for (; bytes >= 1024 && unit < units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return bytes.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + units[unit];
    }

    /// <summary>A duration given in seconds: <c>4.2 s</c>, <c>3:07 min</c>, <c>2:05:10 h</c>.</summary>
    public static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.MaxValue.TotalSeconds / 2));
        return time switch
        {
            { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00} h"),
        };
    }

    /// <summary>Things per second: whole numbers from 10 on.</summary>
    public static string Rate(double perSecond) =>
        perSecond.ToString(perSecond >= 10 ? "N0" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>A share of 1 as a percentage with the given number of decimals.</summary>
    public static string Percent(double share, int decimals = 2) =>
        (share * 100).ToString("F" + decimals, CultureInfo.InvariantCulture) + " %";

    /// <summary>Cuts a long text and marks the cut.</summary>
    public static string Cut(string? text, int length) =>
        text is null ? "" : text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");
}

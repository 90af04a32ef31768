namespace Winnow.Cli.Demo;

/// <summary>What an image looks like, as numbers from its pixels.</summary>
/// <remarks>
/// Luma is that of ITU-R BT.601. The colour is the hue of the mean pixel in the hexagon of HSV: a mean pixel that is less than
/// 10 of 255 away from grey is <c>grey</c>.
/// </remarks>
/// <param name="Brightness">Mean luma, 0 to 255.</param>
/// <param name="Contrast">Standard deviation of the luma, 0 to 127.5.</param>
/// <param name="Colour"><c>grey</c>, <c>red</c>, <c>orange</c>, <c>yellow</c>, <c>green</c>, <c>blue</c> or <c>purple</c>.</param>
public readonly record struct ImageTraits(double Brightness, double Contrast, string Colour)
{
    private const double LeastChroma = 10;

    /// <summary>Where a hue ends, in degrees, and what it is called; red goes on past 360.</summary>
    private static readonly (double End, string Name)[] Hues =
        [(20, "red"), (50, "orange"), (75, "yellow"), (165, "green"), (255, "blue"), (330, "purple"), (360, "red")];

    /// <summary>Looks at all pixels.</summary>
    /// <param name="rgba">Pixels of four bytes, at least one; the fourth byte is ignored.</param>
    public static ImageTraits Of(ReadOnlySpan<byte> rgba)
    {
        var count = rgba.Length / 4;
        ArgumentOutOfRangeException.ThrowIfZero(count, nameof(rgba));
        var (sum, squares, red, green, blue) = (0d, 0d, 0L, 0L, 0L);
        for (var at = 0; at + 3 < rgba.Length; at += 4)
        {
            var luma = (0.299 * rgba[at]) + (0.587 * rgba[at + 1]) + (0.114 * rgba[at + 2]);
            sum += luma;
            squares += luma * luma;
            red += rgba[at];
            green += rgba[at + 1];
            blue += rgba[at + 2];
        }

        var mean = sum / count;
        return new(mean, Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))), ColourOf((double)red / count, (double)green / count, (double)blue / count));
    }

    private static string ColourOf(double red, double green, double blue)
    {
        var alpha = red - ((green + blue) / 2);
        var beta = (green - blue) * Math.Sqrt(3) / 2;
        if (double.Hypot(alpha, beta) < LeastChroma)
        {
            return "grey";
        }

        var hue = (double.RadiansToDegrees(Math.Atan2(beta, alpha)) + 360) % 360;
        return Hues.First(name => hue < name.End).Name;
    }
}

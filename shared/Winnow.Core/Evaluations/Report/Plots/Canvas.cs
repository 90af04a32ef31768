using System.Globalization;

namespace Winnow.Core.Evaluations.Report.Plots;

/// <summary>The frame of plots that are drawn as a whole: all are equally wide, so that their texts are equally large.</summary>
internal static class Canvas
{
    /// <summary>In units of the drawing: on a phone one is about a pixel.</summary>
    public const double Width = 400;

    /// <summary>A drawing.</summary>
    /// <param name="name">What it shows, for people who cannot see it.</param>
    /// <param name="height">In units.</param>
    /// <param name="content">What is in it.</param>
    public static Markup Draw(string name, double height, Markup content) =>
        Markup.Of($"""<svg class="plot" viewBox="0 0 {Width} {height}" role="img" aria-label="{name}">{content}</svg>""");

    /// <summary>A square or oblong with both axes from 0 to 1, lines at the quarters, and the names of the axes.</summary>
    public static Markup UnitAxes(double left, double top, double width, double height, string below, string beside)
    {
        var lines = Enumerable.Range(0, 5).Select(i =>
        {
            var (x, y, text) = (left + (width * i / 4), top + (height * (4 - i) / 4), (i / 4.0).ToString("0.##", CultureInfo.InvariantCulture));
            return Markup.Of(
                $"""<line class="guide" x1="{x}" x2="{x}" y1="{top}" y2="{top + height}"/><line class="guide" x1="{left}" x2="{left + width}" y1="{y}" y2="{y}"/><text x="{x}" y="{top + height + 15}" class="mid soft">{text}</text><text x="{left - 6}" y="{y + 4}" class="end soft">{text}</text>""");
        });
        var (middle, side) = (left + (width / 2), top + (height / 2));
        return Markup.Of(
            $"""{lines}<text x="{middle}" y="{top + height + 31}" class="mid">{below}</text><text x="11" y="{side}" class="mid" transform="rotate(-90 11 {side})">{beside}</text>""");
    }
}

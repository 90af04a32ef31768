namespace Winnow.Core.Evaluations.Report.Plots;

/// <summary>The objects of an item, drawn over its picture in the picture's own pixels.</summary>
internal static class ObjectOverlay
{
    public const int MaxObjects = 200;
    private const int MaxLabels = 24;
    private static readonly string[] s_outcomes = ["matched", "false-positive", "missed", "ignored"];

    /// <summary>What the colours mean.</summary>
    public static Markup Legend => Markup.Of(
        $"""<p class="legend">{s_outcomes.Select(outcome => Markup.Of($"""<span><svg width="18" height="12"><rect class="box {outcome}" x="2" y="2" width="14" height="8"/></svg>{outcome.Replace('-', ' ')}</span>"""))}<span class="soft">thin lines: ground truth that was found</span></p>""");

    /// <summary>Boxes, and names of those that are not as they should be.</summary>
    /// <param name="objects">What is on the picture.</param>
    /// <param name="width">Width of the picture in pixels: texts are sized by it.</param>
    public static Markup Of(IReadOnlyList<DrawnObject> objects, double width)
    {
        var ordered = objects.OrderByDescending(one => Rank(one.Outcome)).Take(MaxObjects).Reverse().ToList();
        var named = ordered.Where(one => one.Outcome is "false-positive" or "missed").TakeLast(MaxLabels);
        return Markup.Of($"{ordered.Select(Box)}{named.Select(one => Name(one, width))}");
    }

    private static Markup Box(DrawnObject one)
    {
        var (box, score) = (one.Box, one.Score is { } sure ? $" {Show.Share(sure)}" : "");
        var kind = Tone(one.Outcome) + (one.Outcome == "matched" && one.Score is null ? " truth" : "");
        Markup Rectangle(string style) => Markup.Of(
            $"""<rect class="{style}" x="{box.X}" y="{box.Y}" width="{box.Width}" height="{box.Height}"/>""");
        return Markup.Of($"""<g><title>{one.Label}: {one.Outcome}{score}</title>{Rectangle("halo")}{Rectangle("box " + kind)}</g>""");
    }

    private static Markup Name(DrawnObject one, double width)
    {
        var text = Show.Short(one.Label, 20) + (one.Score is { } sure ? $" {sure.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)}" : "");
        var size = width / 24;
        var (length, height) = (((text.Length * 0.6) + 0.6) * size, size * 1.3);
        var x = Math.Clamp(one.Box.X, 0, Math.Max(0, width - length));
        var y = one.Box.Y >= height ? one.Box.Y - height : one.Box.Y;
        return Markup.Of(
            $"""<rect class="tag {Tone(one.Outcome)}" x="{x}" y="{y}" width="{length}" height="{height}"/><text class="tag" x="{x + (size * 0.3)}" y="{y + size}" font-size="{size}">{text}</text>""");
    }

    // What matters most is kept when there are too many, and drawn last, over the rest.
    private static int Rank(string outcome) => outcome switch { "ignored" => 0, "matched" => 1, "missed" => 2, _ => 3 };

    private static string Tone(string outcome) => outcome is "matched" or "false-positive" or "missed" ? outcome : "ignored";
}

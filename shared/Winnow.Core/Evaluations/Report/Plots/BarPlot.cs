namespace Winnow.Core.Evaluations.Report.Plots;

/// <summary>Horizontal bars with names to the left and numbers to the right.</summary>
internal static class BarPlot
{
    /// <summary>Draws the bars, from 0 to the greatest value.</summary>
    public static Markup Of(IReadOnlyList<Bar> bars)
    {
        var most = bars.Count == 0 ? 0 : bars.Max(bar => bar.Value);
        return Markup.Of($"""<table class="bars"><tbody>{bars.Select(bar => Row(bar, most))}</tbody></table>""");
    }

    private static Markup Row(Bar bar, double most)
    {
        var width = most > 0 ? 100 * Math.Max(0, bar.Value) / most : 0;
        return Markup.Of(
            $"""
            <tr><th scope="row">{Html.Name(bar.Name, 40)}</th><td class="plot"><svg class="{bar.Tone}" width="100%" height="16" aria-hidden="true"><rect class="groove" width="100%" height="16" rx="3"/><rect class="fill" width="{width}%" height="16" rx="3"/></svg></td><td class="n">{bar.Text}</td></tr>
            """);
    }

    /// <summary>A bar.</summary>
    /// <param name="Name">What it stands for.</param>
    /// <param name="Value">Its length, at least 0.</param>
    /// <param name="Text">The number beside it.</param>
    /// <param name="Tone">Its colour.</param>
    internal sealed record Bar(string Name, double Value, string Text, string Tone);
}

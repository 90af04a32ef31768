using System.Globalization;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Report.Plots;

/// <summary>How many right (upwards) and wrong (downwards) items there are by confidence; each half has its own scale.</summary>
internal static class ConfidenceHistogramPlot
{
    private const double Margin = 8, Middle = 126, Half = 122, Room = Canvas.Width - (2 * Margin);

    public static Markup Of(IReadOnlyList<ConfidenceBin> bins)
    {
        var (right, wrong) = (bins.Max(bin => bin.Right), bins.Max(bin => bin.Wrong));
        var step = Room / bins.Count;
        var bars = bins.Select((bin, i) => Bars(bin, Margin + (i * step) + 1, step - 2, Half * bin.Right / Math.Max(1, right), Half * bin.Wrong / Math.Max(1, wrong)));
        var ticks = Enumerable.Range(0, 5).Select(i => Markup.Of(
            $"""<text x="{Margin + (Room * i / 4)}" y="{Middle + Half + 16}" class="{(i == 0 ? "start" : i == 4 ? "end" : "mid")} soft">{(i / 4.0).ToString("0.##", CultureInfo.InvariantCulture)}</text>"""));
        var frame = Markup.Of(
            $"""<line class="rule" x1="{Margin}" x2="{Canvas.Width - Margin}" y1="{Middle}" y2="{Middle}"/><text x="{Canvas.Width / 2}" y="{Middle + Half + 32}" class="mid">confidence</text>""");
        var drawing = Canvas.Draw("Right and wrong items by confidence", Middle + Half + 38, Markup.Of($"{bars}{frame}{ticks}"));
        return Markup.Of($"""<p class="legend">{Key("good", "right", right)}{Key("bad", "wrong", wrong)}</p>{drawing}""");
    }

    private static Markup Key(string tone, string name, long most) => Markup.Of(
        $"""<span><svg width="12" height="12"><rect class="{tone} fill" width="12" height="12" rx="2"/></svg>{name} <span class="soft">longest bar {most}</span></span>""");

    private static Markup Bars(ConfidenceBin bin, double x, double width, double up, double down)
    {
        var between = string.Create(CultureInfo.InvariantCulture, $"confidence {bin.From:0.##}–{bin.To:0.##}");
        return Markup.Of(
            $"""<rect class="good fill" x="{x}" y="{Middle - up}" width="{width}" height="{up}"><title>{between}: {bin.Right} right</title></rect><rect class="bad fill" x="{x}" y="{Middle}" width="{width}" height="{down}"><title>{between}: {bin.Wrong} wrong</title></rect>""");
    }
}

using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Report.Plots;

/// <summary>Share of right answers over confidence: on the diagonal the confidence is deserved.</summary>
internal static class ReliabilityPlot
{
    private const double Left = 44, Top = 8, Side = Canvas.Width - Left - 10, Height = 240;

    public static Markup Of(IReadOnlyList<ReliabilityBin> bins)
    {
        var most = Math.Max(1, bins.Max(bin => bin.Items));
        var marks = bins.Where(bin => bin.Items > 0).Select(bin => Mark(bin, most));
        var ideal = Markup.Of($"""<line class="ideal" x1="{X(0)}" y1="{Y(0)}" x2="{X(1)}" y2="{Y(1)}"/>""");
        var axes = Canvas.UnitAxes(Left, Top, Side, Height, "confidence", "share that is right");
        return Canvas.Draw("Reliability diagram", Top + Height + 38, Markup.Of($"{axes}{marks}{ideal}"));
    }

    // The bar is what was right; the outlined box from there to the stated confidence is what was promised in vain, or not claimed.
    private static Markup Mark(ReliabilityBin bin, long most)
    {
        var (confidence, accuracy) = (bin.Confidence!.Value, bin.Accuracy!.Value);
        var (x, width) = (X(bin.From) + 1, X(bin.To) - X(bin.From) - 2);
        var (high, low) = (Math.Max(confidence, accuracy), Math.Min(confidence, accuracy));
        return Markup.Of(
            $"""<g class="good"><title>{bin.Items} items, confidence {Show.Share(confidence)}, right {Show.Share(accuracy)}</title><rect class="fill pale" x="{x}" y="{Y(accuracy)}" width="{width}" height="{accuracy * Height}"/><rect class="{(confidence > accuracy ? "bad" : "same")} fill pale" x="{x}" y="{Y(high)}" width="{width}" height="{(high - low) * Height}"/><circle class="fill" cx="{X(confidence)}" cy="{Y(accuracy)}" r="{2.5 + (3.5 * Math.Sqrt((double)bin.Items / most))}"/></g>""");
    }

    private static double X(double value) => Left + (value * Side);

    private static double Y(double value) => Top + ((1 - value) * Height);
}

using Winnow.Core.Evaluations.Analysis;

namespace Winnow.Core.Evaluations.Report.Plots;

/// <summary>Precision over recall; of many curves those with the smallest area.</summary>
internal static class PrecisionRecallPlot
{
    public const int MaxCurves = 8;
    private const double Left = 44, Top = 8, Side = Canvas.Width - Left - 10, Height = 270;

    public static Markup Of(IReadOnlyList<Curve> curves)
    {
        var shown = curves.Count <= MaxCurves ? curves : [.. curves.OrderBy(curve => curve.Area ?? 2).Take(MaxCurves)];
        var lines = shown.Select((curve, i) => Markup.Of(
            $"""<polyline class="curve c{i}" points="{curve.Points.Select(point => Markup.Of($"{X(point)},{Y(point)} "))}"><title>{curve.Name}: {Show.Share(curve.Area)}</title></polyline>"""));
        var axes = Canvas.UnitAxes(Left, Top, Side, Height, "recall", "precision");
        return Markup.Of($"""{Canvas.Draw("Precision over recall", Top + Height + 38, Markup.Of($"{axes}{lines}"))}<p class="legend">{shown.Select(Key)}</p>""");
    }

    private static Markup Key(Curve curve, int place) => Markup.Of(
        $"""<span><svg width="18" height="10"><line class="curve c{place}" x1="0" x2="18" y1="5" y2="5"/></svg>{Html.Name(curve.Name, 24)} <b>{Show.Share(curve.Area)}</b></span>""");

    private static double X(CurvePoint point) => Left + (point.Recall * Side);

    private static double Y(CurvePoint point) => Top + ((1 - point.Precision) * Height);
}

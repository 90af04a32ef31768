using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Report.Plots;

/// <summary>Precision, recall and F1 of each class on one axis; of many classes the worst by F1.</summary>
internal static class ClassPlot
{
    public const int MaxClasses = 30;

    public static Markup Of(IReadOnlyList<ClassScore> classes)
    {
        var shown = classes.Count <= MaxClasses ? classes : [.. classes.OrderBy(one => one.F1).Take(MaxClasses)];
        var scale = Scale.OfShares(shown.SelectMany(one => new[] { one.Precision, one.Recall, 1 }));
        return Markup.Of(
            $"""
            <p class="legend"><span><svg width="12" height="12"><circle class="precision" cx="6" cy="6" r="4"/></svg>precision</span><span><svg width="12" height="12"><circle class="recall" cx="6" cy="6" r="4"/></svg>recall</span><span><svg width="12" height="12"><rect class="f1" x="5" width="2.5" height="12"/></svg>F1</span></p>
            <table class="bars classes"><tbody><tr><th></th><td class="plot">{IntervalPlot.Axis(scale)}</td><td class="n">F1</td></tr>{shown.Select(one => Row(one, scale))}</tbody></table>
            """);
    }

    private static Markup Row(ClassScore one, Scale scale)
    {
        var (precision, recall, f1) = (scale.At(one.Precision), scale.At(one.Recall), scale.At(one.F1));
        return Markup.Of(
            $"""
            <tr><th scope="row">{Html.Name(one.Label, 24)}</th><td class="plot"><svg width="100%" height="20"><title>{one.Label}: precision {Show.Share(one.Precision)}, recall {Show.Share(one.Recall)}, {one.Support} items</title><line class="track" x1="0" x2="100%" y1="50%" y2="50%"/><line class="span" x1="{precision}%" x2="{recall}%" y1="50%" y2="50%"/><line class="f1" x1="{f1}%" x2="{f1}%" y1="3" y2="17"/><circle class="precision" cx="{precision}%" cy="50%" r="4"/><circle class="recall" cx="{recall}%" cy="50%" r="4"/></svg></td><td class="n">{Show.Share(one.F1)}</td></tr>
            """);
    }
}

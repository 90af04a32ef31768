using Winnow.Core.Metrics.Text;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Report;

/// <summary>The plots of a report as inline SVG. All are 440 units wide, so that their texts can be read on a phone.</summary>
internal static class Plots
{
    private const double Width = 440;
    private const int MaxMatrixClasses = 25;
    private const int MaxBarClasses = 30;
    private static readonly string[] s_bars = ["precision", "recall", "f1"];

    /// <summary>The confusion matrix: rows are true classes, shaded by their share; of many classes those with the most mistakes.</summary>
    public static Markup ConfusionMatrix(Confusion confusion, IReadOnlyList<ClassScore> classes)
    {
        var shown = classes.OrderByDescending(one => Mistakes(confusion, one.Label)).Take(MaxMatrixClasses).Select(one => one.Label).ToHashSet();
        var labels = confusion.Labels.Where(shown.Contains).ToList();
        var index = labels.Select((label, i) => (label, i)).ToDictionary(pair => pair.label, pair => pair.i);
        var support = classes.ToDictionary(one => one.Label, one => one.Support);
        const double margin = 64, top = 40;
        var size = (Width - margin - 4) / Math.Max(labels.Count, 4);
        var cells = confusion.Cells
            .Where(cell => shown.Contains(cell.Truth) && shown.Contains(cell.Predicted))
            .Select(cell => Cell(cell, support[cell.Truth], margin + (index[cell.Predicted] * size), top + (index[cell.Truth] * size), size));
        var side = labels.Count * size;
        var names = labels.Select((label, i) => Markup.Of(
            $"""<text x="{margin - 6}" y="{top + ((i + 0.5) * size) + 4}" class="end">{Show.Short(label, 9)}<title>{label}</title></text><text x="{margin + ((i + 0.5) * size)}" y="{top - 8}" class="mid">{Show.Short(label, Math.Max(2, (int)(size / 7)))}<title>{label}</title></text>"""));
        var frame = Markup.Of($"""<rect class="frame" x="{margin}" y="{top}" width="{side}" height="{side}"/><text x="{margin + (side / 2)}" y="13" class="mid soft">predicted</text><text x="0" y="{top - 8}" class="soft">true</text>""");
        return Svg("Confusion matrix", top + side + 4, Markup.Of($"{frame}{Markup.Join(cells)}{Markup.Join(names)}"));
    }

    /// <summary>Precision, recall and F1 of each class; of many classes the worst by F1.</summary>
    public static Markup ClassBars(IReadOnlyList<ClassScore> classes)
    {
        const double row = 36, margin = 92, room = Width - margin - 58;
        var shown = classes.Count <= MaxBarClasses ? classes : [.. classes.OrderBy(one => one.F1).Take(MaxBarClasses)];
        var rows = shown.Select((one, i) =>
        {
            var y = 22 + (i * row);
            Markup Bar(string name, double value, int line) => Markup.Of(
                $"""<rect class="{name}" x="{margin}" y="{y + (line * 9)}" width="{Math.Max(value * room, 0.5)}" height="8"><title>{one.Label}: {name} {Show.Share(value)}</title></rect>""");
            return Markup.Of(
                $"""<rect class="track" x="{margin}" y="{y}" width="{room}" height="26"/><text x="{margin - 8}" y="{y + 17}" class="end">{Show.Short(one.Label, 12)}<title>{one.Label}</title></text>{Bar("precision", one.Precision, 0)}{Bar("recall", one.Recall, 1)}{Bar("f1", one.F1, 2)}<text x="{margin + room + 6}" y="{y + 17}">{Show.Share(one.F1)}</text>""");
        });
        var legend = Markup.Join(s_bars.Select((name, i) => Markup.Of(
            $"""<rect class="{name}" x="{margin + (i * 84)}" y="2" width="10" height="10"/><text x="{margin + (i * 84) + 15}" y="11">{(name == "f1" ? "F1" : name)}</text>""")));
        return Svg("Precision, recall and F1 by class", 22 + (shown.Count * row), Markup.Of($"{legend}{Markup.Join(rows)}"));
    }

    /// <summary>How many right (upwards) and wrong (downwards) items there are by confidence; each half has its own scale.</summary>
    public static Markup ConfidenceHistogram(IReadOnlyList<ConfidenceBin> bins)
    {
        const double margin = 8, middle = 116, half = 92, room = Width - (2 * margin);
        var (right, wrong) = (Math.Max(1, bins.Max(bin => bin.Right)), Math.Max(1, bins.Max(bin => bin.Wrong)));
        var step = room / bins.Count;
        var bars = bins.Select((bin, i) =>
        {
            var (x, up, down) = (margin + (i * step) + 1, half * bin.Right / right, half * bin.Wrong / wrong);
            return Markup.Of(
                $"""<rect class="good" x="{x}" y="{middle - up}" width="{step - 2}" height="{up}"><title>confidence {bin.From}–{bin.To}: {bin.Right} right</title></rect><rect class="bad" x="{x}" y="{middle}" width="{step - 2}" height="{down}"><title>confidence {bin.From}–{bin.To}: {bin.Wrong} wrong</title></rect>""");
        });
        var axis = Markup.Join(Enumerable.Range(0, 5).Select(i => Markup.Of(
            $"""<text x="{margin + (room * i / 4)}" y="{middle + half + 18}" class="{(i == 0 ? "" : i == 4 ? "end" : "mid")}">{i / 4.0}</text>""")));
        var notes = Markup.Of($"""<text x="{margin}" y="14" class="soft">right, highest bar {right} ▲</text><text x="{margin}" y="{middle + half - 2}" class="soft">wrong, longest bar {bins.Max(bin => bin.Wrong)} ▼</text><line class="axis" x1="{margin}" x2="{Width - margin}" y1="{middle}" y2="{middle}"/>""");
        return Svg("Right and wrong items by confidence", middle + half + 24, Markup.Of($"{Markup.Join(bars)}{notes}{axis}"));
    }

    /// <summary>Accuracy over confidence: on the diagonal the confidence is deserved.</summary>
    public static Markup Reliability(IReadOnlyList<ReliabilityBin> bins)
    {
        const double margin = 40, side = 250, left = (Width - side) / 2;
        double X(double value) => left + (value * side);
        double Y(double value) => 8 + ((1 - value) * side);
        var most = Math.Max(1, bins.Max(bin => bin.Items));
        var marks = bins.Where(bin => bin.Items > 0).Select(bin => Markup.Of(
            $"""<rect class="bin" x="{X(bin.From) + 1}" y="{Y(bin.Accuracy!.Value)}" width="{(side / bins.Count) - 2}" height="{bin.Accuracy.Value * side}"/><circle class="point" cx="{X(bin.Confidence!.Value)}" cy="{Y(bin.Accuracy.Value)}" r="{3 + (4 * Math.Sqrt((double)bin.Items / most))}"><title>{bin.Items} items, confidence {Show.Share(bin.Confidence)}, right {Show.Share(bin.Accuracy)}</title></circle>"""));
        var axes = Markup.Of(
            $"""<rect class="frame" x="{X(0)}" y="{Y(1)}" width="{side}" height="{side}"/><line class="ideal" x1="{X(0)}" y1="{Y(0)}" x2="{X(1)}" y2="{Y(1)}"/><text x="{X(0)}" y="{Y(0) + 16}">0</text><text x="{X(1)}" y="{Y(0) + 16}" class="end">1</text><text x="{X(0.5)}" y="{Y(0) + 16}" class="mid soft">confidence</text><text x="{X(0) - 6}" y="{Y(1) + 10}" class="end">1</text><text x="{X(0) - 6}" y="{Y(0.5)}" class="end soft">right</text><text x="{X(0) - 6}" y="{Y(0)}" class="end">0</text>""");
        return Svg("Reliability diagram", side + margin - 10, Markup.Of($"{Markup.Join(marks)}{axes}"));
    }

    /// <summary>Character error rate by length of the reference.</summary>
    public static Markup ErrorByLength(IReadOnlyList<LengthBin> lengths)
    {
        const double margin = 92, room = Width - margin - 120, row = 26;
        var shown = lengths.Where(bin => bin.Items > 0).ToList();
        double Rate(LengthBin bin) => bin.ReferenceLength > 0 ? (double)bin.Edits / bin.ReferenceLength : 0;
        var most = Math.Max(1e-9, shown.Max(Rate));
        var rows = shown.Select((bin, i) => Markup.Of(
            $"""<text x="{margin - 8}" y="{(i * row) + 17}" class="end">{bin.From}{(bin.To is { } to ? to == bin.From ? "" : $"–{to}" : "+")} chars</text><rect class="track" x="{margin}" y="{(i * row) + 4}" width="{room}" height="18"/><rect class="bad" x="{margin}" y="{(i * row) + 4}" width="{room * Rate(bin) / most}" height="18"/><text x="{margin + room + 6}" y="{(i * row) + 17}">{Show.Percent(Rate(bin))} of {bin.Items}</text>"""));
        return Svg("Character error rate by length", (shown.Count * row) + 2, Markup.Join(rows));
    }

    private static long Mistakes(Confusion confusion, string label) => confusion.Cells
        .Where(cell => (cell.Truth == label || cell.Predicted == label) && cell.Truth != cell.Predicted).Sum(cell => cell.Count);

    private static Markup Cell(ConfusionCell cell, long support, double x, double y, double size)
    {
        var share = Math.Sqrt((double)cell.Count / support);
        var isRight = cell.Truth == cell.Predicted;
        var text = size < 24 ? Markup.Empty : Markup.Of(
            $"""<text x="{x + (size / 2)}" y="{y + (size / 2) + 4}" class="mid{(isRight && share > 0.6 || share > 0.75 ? " over" : "")}">{Count(cell.Count, size)}</text>""");
        return Markup.Of(
            $"""<g><title>{cell.Truth} → {cell.Predicted}: {cell.Count} ({Show.Percent((double)cell.Count / support)})</title><rect class="{(isRight ? "good" : "bad")}" x="{x + 0.5}" y="{y + 0.5}" width="{size - 1}" height="{size - 1}" fill-opacity="{Math.Max(isRight ? 0.08 : 0.18, share)}"/>{text}</g>""");
    }

    private static string Count(long count, double size) => count >= 10_000 && size < 50
        ? $"{count / 1000}k"
        : count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Markup Svg(string name, double height, Markup content) =>
        Markup.Of($"""<svg viewBox="0 0 {Width} {new Markup(height.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture))}" role="img" aria-label="{name}">{content}</svg>""");
}

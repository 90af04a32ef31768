using System.Globalization;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Report.Plots;

/// <summary>The confusion matrix: rows are true classes, shaded by their share; of many classes those with the most mistakes.</summary>
internal static class ConfusionMatrixPlot
{
    public const int MaxClasses = 25;
    private const int LongestName = 12;
    private const double UnitsPerLetter = 6.4;

    public static Markup Of(Confusion confusion)
    {
        var labels = ShownLabels(confusion);
        var margin = Math.Min(LongestName, labels.Max(label => label.Length)) * UnitsPerLetter + 26;
        var size = Math.Min(44, (Canvas.Width - margin - 2) / labels.Count);
        var isTurned = labels.Any(label => label.Length * UnitsPerLetter > size);
        var grid = new Grid(labels, margin, isTurned ? margin : 36, size, isTurned);
        var support = confusion.Cells.GroupBy(cell => cell.Truth).ToDictionary(row => row.Key, row => row.Sum(cell => cell.Count));
        var cells = confusion.Cells
            .Where(cell => grid.Index.ContainsKey(cell.Truth) && grid.Index.ContainsKey(cell.Predicted))
            .Select(cell => Cell(cell, support[cell.Truth], grid));
        return Canvas.Draw("Confusion matrix", grid.Top + grid.Side + 4, Markup.Of($"{Frame(grid)}{cells}{labels.Select((label, i) => Name(label, i, grid))}"));
    }

    private static List<string> ShownLabels(Confusion confusion)
    {
        if (confusion.Labels.Count <= MaxClasses)
        {
            return [.. confusion.Labels];
        }

        var mistakes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var cell in confusion.Cells.Where(cell => cell.Truth != cell.Predicted))
        {
            mistakes[cell.Truth] = mistakes.GetValueOrDefault(cell.Truth) + cell.Count;
            mistakes[cell.Predicted] = mistakes.GetValueOrDefault(cell.Predicted) + cell.Count;
        }

        var shown = confusion.Labels.OrderByDescending(label => mistakes.GetValueOrDefault(label)).Take(MaxClasses).ToHashSet();
        return [.. confusion.Labels.Where(shown.Contains)];
    }

    private static Markup Frame(Grid grid) => Markup.Of(
        $"""<text x="{grid.Left + (grid.Side / 2)}" y="12" class="mid soft">predicted</text><text x="11" y="{grid.Top + (grid.Side / 2)}" class="mid soft" transform="rotate(-90 11 {grid.Top + (grid.Side / 2)})">true</text><rect class="frame" x="{grid.Left}" y="{grid.Top}" width="{grid.Side}" height="{grid.Side}"/>""");

    private static Markup Name(string label, int place, Grid grid)
    {
        var shown = Show.Short(label, LongestName);
        var (x, y) = (grid.Left + ((place + 0.5) * grid.Size), grid.Top - 8);
        var above = grid.IsTurned
            ? Markup.Of($"""<text x="{x + 4}" y="{y}" transform="rotate(-90 {x + 4} {y})"><title>{label}</title>{shown}</text>""")
            : Markup.Of($"""<text x="{x}" y="{y}" class="mid"><title>{label}</title>{shown}</text>""");
        return Markup.Of($"""<text x="{grid.Left - 6}" y="{grid.Top + ((place + 0.5) * grid.Size) + 4}" class="end"><title>{label}</title>{shown}</text>{above}""");
    }

    private static Markup Cell(ConfusionCell cell, long support, Grid grid)
    {
        var (x, y) = (grid.Left + (grid.Index[cell.Predicted] * grid.Size), grid.Top + (grid.Index[cell.Truth] * grid.Size));
        var share = (double)cell.Count / support;
        var isRight = cell.Truth == cell.Predicted;
        var shade = Math.Max(isRight ? 0.08 : 0.18, Math.Sqrt(share));
        var text = grid.Size < 22 ? Markup.Empty : Markup.Of(
            $"""<text x="{x + (grid.Size / 2)}" y="{y + (grid.Size / 2) + 4}" class="mid{(shade > 0.6 ? " over" : "")}">{Count(cell.Count, grid.Size)}</text>""");
        return Markup.Of(
            $"""<g class="{(isRight ? "good" : "bad")}"><title>{cell.Truth} → {cell.Predicted}: {cell.Count} ({Show.Percent(share)})</title><rect class="fill" x="{x + 0.5}" y="{y + 0.5}" width="{grid.Size - 1}" height="{grid.Size - 1}" rx="2" fill-opacity="{shade}"/>{text}</g>""");
    }

    private static string Count(long count, double size)
    {
        var text = count.ToString(CultureInfo.InvariantCulture);
        return text.Length * UnitsPerLetter <= size ? text : $"{count / 1000}k";
    }

    private sealed record Grid(IReadOnlyList<string> Labels, double Left, double Top, double Size, bool IsTurned)
    {
        public Dictionary<string, int> Index { get; } = Labels.Select((label, i) => (label, i)).ToDictionary(pair => pair.label, pair => pair.i);

        public double Side => Labels.Count * Size;
    }
}

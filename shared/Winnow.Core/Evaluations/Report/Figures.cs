using Winnow.Core.Evaluations.Report.Plots;
using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Evaluations.Report;

/// <summary>Items with their pictures. A picture that is shown several times is in the page once.</summary>
internal sealed class Figures
{
    private const int LongestPlain = 28;
    private readonly Dictionary<string, Picture> pictures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly TextNormaliser? normaliser;
    private readonly string layout;

    /// <param name="report">Its task says how answers are shown.</param>
    /// <param name="shown">Items that the page shows.</param>
    /// <param name="images">Addresses by item id.</param>
    public Figures(EvaluationReport report, IReadOnlyList<ReportItem> shown, IReadOnlyDictionary<string, string> images)
    {
        foreach (var item in shown)
        {
            if (images.TryGetValue(item.ItemId, out var address) && Picture.Find(address) is { } picture)
            {
                pictures[item.ItemId] = picture;
                names[item.ItemId] = $"p{names.Count}";
            }
        }

        HasObjects = shown.Any(item => item.Objects is not null);
        normaliser = report.Findings.Text is null ? null : new(report.Settings.Normalisation);
        layout = HasObjects ? " large" : normaliser is not null || shown.Any(item => !IsPlain(item)) ? " wide" : "";
    }

    /// <summary>Whether objects are drawn over pictures.</summary>
    public bool HasObjects { get; }

    /// <summary>The pictures themselves, to be written once before all figures.</summary>
    public Markup Definitions => Markup.Of(
        $"""<svg class="store" width="0" height="0" aria-hidden="true"><defs>{pictures.Where(pair => pair.Value.IsMeasured).Select(pair => Define(names[pair.Key], pair.Value))}</defs></svg>""");

    /// <summary>What the colours of objects mean; empty where no objects are drawn.</summary>
    public Markup Legend => HasObjects ? ObjectOverlay.Legend : Markup.Empty;

    /// <summary>Items side by side.</summary>
    /// <param name="items">The items.</param>
    /// <param name="isSmall">Whether they only illustrate something else.</param>
    public Markup Strip(IEnumerable<ReportItem> items, bool isSmall = false) =>
        Strip(items.Select(item => Figure(item, Answer(item), item.Confidence is { } sure ? $"conf. {Show.Share(sure)}" : $"loss {Show.Value("loss", item.Loss)}")), isSmall);

    /// <summary>Figures side by side.</summary>
    public Markup Strip(IEnumerable<Markup> figures, bool isSmall = false) =>
        Markup.Of($"""<div class="items{layout}{(isSmall ? " small" : "")}">{figures}</div>""");

    /// <summary>One item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="answer">What was wanted and what was said.</param>
    /// <param name="fact">A number to it.</param>
    public Markup Figure(ReportItem item, Markup answer, string fact) => Markup.Of(
        $"""<figure>{PictureOf(item)}<figcaption>{answer}<div class="soft">{fact}</div><div class="file"><bdi title="{item.Name}">{Show.Short(item.Name[(item.Name.LastIndexOf('/') + 1)..], 60)}</bdi></div></figcaption></figure>""");

    /// <summary>Lines of what somebody said, each with who.</summary>
    public static Markup Lines(params (string Who, string What)[] lines) => Markup.Of(
        $"""<dl class="said">{lines.Select(line => Markup.Of($"<div><dt>{line.Who}</dt><dd>{Html.Name(line.What, 200)}</dd></div>"))}</dl>""");

    private Markup Answer(ReportItem item)
    {
        if (item.Baseline is { } before)
        {
            return Lines(("truth", item.Truth), ("before", before), ("now", item.Predicted));
        }

        return normaliser is not null ? Difference(item, normaliser)
            : !HasObjects && IsPlain(item) ? Markup.Of($"""<div class="answer">{(item.Truth == item.Predicted ? Html.Name(item.Truth, LongestPlain) : Markup.Of($"{Html.Name(item.Truth, LongestPlain)} → {Html.Name(item.Predicted, LongestPlain)}"))}</div>""")
            : Lines(("truth", item.Truth), ("model", item.Predicted));
    }

    private static Markup Difference(ReportItem item, TextNormaliser normaliser)
    {
        var (reference, hypothesis) = TextDiff.Of(item.Truth, item.Predicted, normaliser);
        return Markup.Of($"""<dl class="said text"><div><dt>truth</dt><dd>{reference}</dd></div><div><dt>model</dt><dd>{hypothesis}</dd></div></dl>""");
    }

    private Markup PictureOf(ReportItem item)
    {
        if (!pictures.TryGetValue(item.ItemId, out var picture))
        {
            return Markup.Empty;
        }

        if (!picture.IsMeasured)
        {
            return Markup.Of($"""<img class="picture" src="{picture.Address}" alt="{item.Name}"/>""");
        }

        double width = picture.Width, height = picture.Height;
        var objects = item.Objects is { } drawn ? ObjectOverlay.Of(drawn, width) : Markup.Empty;
        return Markup.Of(
            $"""<svg class="picture{(picture.IsTiny ? " tiny" : "")}" viewBox="0 0 {width} {height}" role="img" aria-label="{item.Name}"><use href="#{names[item.ItemId]}"/>{objects}</svg>""");
    }

    private static Markup Define(string name, Picture picture) => Markup.Of(
        $"""<image id="{name}" width="{(double)picture.Width}" height="{(double)picture.Height}"{(picture.IsTiny ? Pixelated : Markup.Empty)} href="{picture.Address}"/>""");

    private static Markup Pixelated => Markup.Of($" class=\"pixelated\"");

    private static bool IsPlain(ReportItem item) => item.Truth.Length <= LongestPlain && item.Predicted.Length <= LongestPlain;
}

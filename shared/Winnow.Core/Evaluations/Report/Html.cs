namespace Winnow.Core.Evaluations.Report;

/// <summary>The small pieces that several sections are made of.</summary>
internal static class Html
{
    /// <summary>Text from outside that may run from right to left: it must not reorder what stands around it.</summary>
    public static Markup Name(string text, int length) => text.Length <= length
        ? Markup.Of($"<bdi>{text}</bdi>")
        : Markup.Of($"""<bdi title="{Show.Short(text, 400)}">{Show.Short(text, length)}</bdi>""");

    /// <summary>A short word on a coloured ground.</summary>
    /// <param name="tone"><c>better</c>, <c>worse</c>, <c>same</c>, <c>passed</c>, <c>failed</c> or <c>warning</c>.</param>
    /// <param name="text">The word.</param>
    public static Markup Badge(string tone, string text) => Markup.Of($"""<span class="badge {tone}">{text}</span>""");

    /// <summary>The verdict of a comparison.</summary>
    public static Markup Verdict(string verdict) => Badge(verdict, verdict == "same" ? "no difference" : verdict);

    /// <summary>Numbers with what they are, in a row.</summary>
    public static Markup Facts(params (string Name, string Value)[] facts) => Markup.Of(
        $"""<dl class="facts">{facts.Select(fact => Markup.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>"))}</dl>""");

    /// <summary>How many of all there are are shown: <c>12 of 45</c>, or only the number when it is all.</summary>
    public static string Shown(int most, long all) => all > most ? $"{most} of {Show.Count(all)}" : $"{Show.Count(all)} in all";

    /// <summary>What a section says when it found nothing.</summary>
    public static Markup Nothing(string text) => Markup.Of($"""<p class="nothing">{text}</p>""");

    /// <summary>A plot with its heading and how to read it.</summary>
    public static Markup Card(string title, Markup content, string note) =>
        Markup.Of($"""<div class="card"><h3>{title}</h3>{content}<p class="note">{note}</p></div>""");

    /// <summary>A table that scrolls sideways rather than widen the page; cells are as they come.</summary>
    public static Markup Table(string kind, Markup head, IEnumerable<Markup> rows) =>
        Markup.Of($"""<div class="scroll"><table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>""");
}

namespace Winnow.Core.Evaluations.Report;

/// <summary>One part of the page.</summary>
/// <param name="Id">Where links lead to.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Note">What a reader must know to read it; empty for nothing.</param>
/// <param name="Body">Its content.</param>
internal sealed record Section(string Id, string Title, string Note, Markup Body)
{
    public Markup Link => Markup.Of($"""<a href="#{Id}">{Title}</a>""");

    public Markup Write() => Markup.Of($"<section id=\"{Id}\"><h2>{Title}</h2>{NoteLine}{Body}</section>\n");

    private Markup NoteLine => Note.Length == 0 ? Markup.Empty : Markup.Of($"""<p class="note">{Note}</p>""");
}

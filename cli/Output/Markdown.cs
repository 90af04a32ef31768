using System.Text;

namespace Winnow.Cli.Output;

/// <summary>Writes GitHub's Markdown from texts that nobody has checked.</summary>
public static class Markdown
{
    private const string Special = @"\`*_[]#|~$";

    /// <summary>The text as it is: no markup, no HTML, one line.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                _ when char.IsControl(character) => escaped.Append(' '),
                _ when Special.Contains(character) => escaped.Append('\\').Append(character),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A table; a heading that ends with <c>&gt;</c> is for numbers. Nothing without rows.</summary>
    public static string Table(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
        {
            return "";
        }

        var lines = rows.Select(Row)
            .Prepend($"|{string.Concat(headings.Select(heading => heading.EndsWith('>') ? " ---: |" : " --- |"))}")
            .Prepend(Row([.. headings.Select(heading => heading.TrimEnd('>'))]));
        return string.Join('\n', lines) + "\n\n";
    }

    /// <summary>A link; the address is one of our own making.</summary>
    public static string Link(string text, Uri address) => $"[{Escape(text)}](<{address.AbsoluteUri}>)";

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(Escape))} |";
}

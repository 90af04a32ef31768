using System.Text.RegularExpressions;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Generation.Internal;

/// <summary>The tokenizer of mteval-v13a, which sacreBLEU calls 13a: puts white space around punctuation.</summary>
internal static partial class Tokenizer13a
{
    /// <summary>The text with its tokens apart by white space, as Python knows it.</summary>
    public static string Apply(string text)
    {
        text = text[..(text.AsSpan().LastIndexOfAnyExcept(WhiteSpace.OfPython) + 1)];
        text = Plain(text.Replace("<skipped>", "", StringComparison.Ordinal).Replace("-\n", "", StringComparison.Ordinal).Replace('\n', ' '));
        text = Symbol().Replace($" {text} ", " $0 ");
        text = PointAfterNonDigit().Replace(text, "$1 $2 ");
        text = PointBeforeNonDigit().Replace(text, " $1 $2");
        return DashAfterDigit().Replace(text, "$1 - ");
    }

    // One entity after the other: "&amp;lt;" becomes "<".
    private static string Plain(string text) => !text.Contains('&', StringComparison.Ordinal)
        ? text
        : text.Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);

    // ASCII punctuation but the apostrophe, comma, dash and full stop.
    [GeneratedRegex("[!-&(-+/:-@[-`{-~]")]
    private static partial Regex Symbol();

    [GeneratedRegex("([^0-9])([.,])")]
    private static partial Regex PointAfterNonDigit();

    [GeneratedRegex("([.,])([^0-9])")]
    private static partial Regex PointBeforeNonDigit();

    [GeneratedRegex("([0-9])-")]
    private static partial Regex DashAfterDigit();
}

using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Winnow.Core.Evaluations.Report;

/// <summary>A piece of HTML. It is only made from literals and holes, and every hole that is not markup itself is encoded.</summary>
internal readonly record struct Markup(string Html)
{
    public static Markup Empty => new("");

    public static Markup Of(Writer html) => new(html.ToString());

    public override string ToString() => Html;

    /// <summary>Collects the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Writer(int literalLength, int holes)
    {
        private readonly StringBuilder html = new(literalLength + (holes * 16));

        public void AppendLiteral(string text) => html.Append(text);

        public void AppendFormatted(Markup markup) => html.Append(markup.Html);

        public void AppendFormatted(IEnumerable<Markup> parts) => html.AppendJoin("", parts);

        public void AppendFormatted(string? text) => html.Append(WebUtility.HtmlEncode(text));

        public void AppendFormatted(long number) => html.Append(Show.Count(number));

        /// <summary>Lengths and places in plots: at most two decimals.</summary>
        public void AppendFormatted(double number) => html.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

        public override string ToString() => html.ToString();
    }
}

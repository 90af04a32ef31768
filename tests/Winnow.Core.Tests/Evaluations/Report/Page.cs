using System.Xml.Linq;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Report;

namespace Winnow.Core.Tests.Evaluations.Report;

/// <summary>A written page, taken apart.</summary>
internal sealed class Page
{
    private readonly XDocument document;

    private Page(string html)
    {
        Html = html;
        document = XDocument.Parse(html);
    }

    public string Html { get; }

    /// <summary>All text that a reader sees, without styles; non-breaking spaces are spaces.</summary>
    public string Text => TextOf(document.Root!.Element("body")!);

    public IReadOnlyList<string> SectionIds => [.. document.Descendants("section").Select(section => section.Attribute("id")!.Value)];

    public static Page Of(SampleReport sample) => Of(sample.Report, sample.Images);

    public static Page Of(EvaluationReport report, IReadOnlyDictionary<string, string>? images = null) =>
        new(ReportPage.Write(report, images ?? new Dictionary<string, string>()));

    public IEnumerable<XElement> All(string element) => document.Descendants(element);

    public XElement Section(string id) => document.Descendants("section").Single(section => section.Attribute("id")!.Value == id);

    public string SectionText(string id) => TextOf(Section(id));

    /// <summary>The text of the block with this class.</summary>
    public string BlockText(string name) => TextOf(document.Descendants().Single(element => HasClass(element, name)));

    /// <summary>Each section with its headings and how much of what is in it.</summary>
    public string Outline() => string.Concat(document.Descendants("section").Select(section =>
        $"{section.Attribute("id")!.Value}: {string.Join(" | ", section.Descendants().Where(element => element.Name.LocalName is "h2" or "h3").Select(TextOf))}\n"
        + $"  figures {Count(section, "figure")}, pictures {section.Descendants().Count(element => HasClass(element, "picture"))}, table rows {Count(section, "tr")}, plots {section.Descendants("svg").Count(svg => HasClass(svg, "plot"))}, intervals {section.Descendants("svg").Count(svg => HasClass(svg, "interval"))}\n"));

    private static bool HasClass(XElement element, string name) => element.Attribute("class")?.Value.Split(' ').Contains(name) is true;

    private static int Count(XElement section, string element) => section.Descendants(element).Count();

    private static string TextOf(XElement element) => string.Join(' ', string.Join(' ', element.DescendantNodes().OfType<XText>().Select(text => text.Value))
        .Split([' ', '\n', '\u00A0'], StringSplitOptions.RemoveEmptyEntries));
}

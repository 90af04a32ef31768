using System.Globalization;
using System.Text;
using System.Xml;

namespace Winnow.Cli.Output;

/// <summary>Gates as JUnit XML, which CI servers show as tests.</summary>
/// <remarks>
/// Valid by the schema of Jenkins' xunit plug-in (junit-10.xsd), and read by GitLab and the reporters of GitHub. Cases share the time of their suite evenly, so that
/// sums are right. Times are seconds, timestamps UTC without a zone, as that format has them. Characters that XML cannot hold become U+FFFD.
/// </remarks>
public static class JUnitReport
{
    private const char Replacement = '\uFFFD';

    /// <summary>The whole document.</summary>
    public static string Write(IReadOnlyList<JUnitSuite> suites)
    {
        var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            WriteTotals(xml, "winnow gates", [.. suites.SelectMany(suite => suite.Cases)], suites.Sum(suite => suite.Seconds));
            foreach (var suite in suites)
            {
                WriteSuite(xml, suite);
            }

            xml.WriteEndElement();
        }

        return text + "\n";
    }

    private static void WriteSuite(XmlWriter xml, JUnitSuite suite)
    {
        xml.WriteStartElement("testsuite");
        WriteTotals(xml, suite.Name, suite.Cases, suite.Seconds);
        if (suite.StartedAt is { } startedAt)
        {
            xml.WriteAttributeString("timestamp", startedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        }

        WriteProperty(xml, "run", suite.Run);
        foreach (var test in suite.Cases)
        {
            WriteCase(xml, test, suite.Seconds / suite.Cases.Count);
        }

        xml.WriteEndElement();
    }

    private static void WriteTotals(XmlWriter xml, string name, IReadOnlyList<JUnitCase> cases, double seconds)
    {
        xml.WriteAttributeString("name", Clean(name));
        xml.WriteAttributeString("tests", Number(cases.Count));
        xml.WriteAttributeString("failures", Number(cases.Count(test => !test.Gate.HasPassed)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("time", Seconds(seconds));
    }

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("properties");
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", Clean(value));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, JUnitCase test, double seconds)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(test.ClassName));
        xml.WriteAttributeString("name", Clean(test.Gate.Rule));
        xml.WriteAttributeString("time", Seconds(seconds));
        if (!test.Gate.HasPassed)
        {
            // Jenkins shows the message, GitLab the text.
            var reason = Clean(test.Gate.Reason);
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", reason);
            xml.WriteAttributeString("type", "gate");
            xml.WriteString(reason);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>The text without what XML 1.0 cannot hold: control characters, halves of surrogate pairs, U+FFFE and U+FFFF.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A rune beyond the first plane is always a character of XML; a lone surrogate comes as U+FFFD already.
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? new Rune(Replacement) : rune);
        }

        return clean.ToString();
    }

    /// <summary>Text that says in its declaration that it will be written as UTF-8.</summary>
    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}

using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Tests.Output;

public sealed class JUnitReportTests
{
    /// <summary>What readers of the format agree on: those of Jenkins (junit-10.xsd), GitLab and GitHub's reporters.</summary>
    private const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:simpleType name="seconds"><xs:restriction base="xs:string"><xs:pattern value="[0-9]+\.[0-9]{3}"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="moment"><xs:restriction base="xs:dateTime"><xs:pattern value="[-0-9]{10}T[:0-9]{8}"/></xs:restriction></xs:simpleType>
          <xs:attributeGroup name="totals">
            <xs:attribute name="name" type="xs:string" use="required"/>
            <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="time" type="seconds" use="required"/>
          </xs:attributeGroup>
          <xs:element name="testsuites"><xs:complexType>
            <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence><xs:attributeGroup ref="totals"/>
          </xs:complexType></xs:element>
          <xs:element name="testsuite"><xs:complexType>
            <xs:sequence><xs:element ref="properties" minOccurs="0"/><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
            <xs:attributeGroup ref="totals"/><xs:attribute name="timestamp" type="moment"/>
          </xs:complexType></xs:element>
          <xs:element name="properties"><xs:complexType><xs:sequence>
            <xs:element name="property" maxOccurs="unbounded"><xs:complexType>
              <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="value" type="xs:string" use="required"/>
            </xs:complexType></xs:element>
          </xs:sequence></xs:complexType></xs:element>
          <xs:element name="testcase"><xs:complexType>
            <xs:sequence><xs:element name="failure" minOccurs="0"><xs:complexType mixed="true">
              <xs:attribute name="message" type="xs:string" use="required"/><xs:attribute name="type" type="xs:string" use="required"/>
            </xs:complexType></xs:element></xs:sequence>
            <xs:attribute name="classname" type="xs:string" use="required"/><xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="time" type="seconds" use="required"/>
          </xs:complexType></xs:element>
        </xs:schema>
        """;

    private static RunStatus Run(double seconds) => new()
    {
        Id = "run-1",
        Kind = "evaluation",
        Status = "completed",
        CreatedAt = new(2026, 11, 24, 3, 0, 0, TimeSpan.FromHours(1)),
        LastUpdatedAt = new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero).AddSeconds(seconds),
    };

    private static XElement Read(string text)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, XmlReader.Create(new StringReader(Schema)));
        var document = XDocument.Parse(text);
        document.Validate(schemas, (_, error) => Assert.Fail(error.Message));
        return document.Root!;
    }

    [Fact]
    public void Write_OfSnapshots_IsValid()
    {
        var files = Directory.GetFiles(Snapshot.Folder, "*.xml");

        Assert.NotEmpty(files);
        Assert.All(files, file => Read(File.ReadAllText(file)));
    }

    [Fact]
    public void Write_OfGates_CountsThemAndSharesTheTime()
    {
        var suite = JUnitSuite.Of(Run(9), "digits", "cnn@2", "test", [new("a > 1", "a is 0.", false), new("b > 1", "b is 2.", true), new("c > 1", "c is 2.", true)]);

        var root = Read(JUnitReport.Write([suite]));

        Assert.Equal(("3", "1", "0", "9.000"), (root.Attribute("tests")!.Value, root.Attribute("failures")!.Value, root.Attribute("errors")!.Value, root.Attribute("time")!.Value));
        var only = Assert.Single(root.Elements("testsuite"));
        Assert.Equal(("digits/test", "2026-11-24T02:00:00"), (only.Attribute("name")!.Value, only.Attribute("timestamp")!.Value));
        Assert.All(only.Elements("testcase"), test => Assert.Equal(("digits/test/cnn@2", "3.000"), (test.Attribute("classname")!.Value, test.Attribute("time")!.Value)));
        var failure = Assert.Single(root.Descendants("failure"));
        Assert.Equal(("a > 1", "a is 0.", "a is 0."), (failure.Parent!.Attribute("name")!.Value, failure.Attribute("message")!.Value, failure.Value));
    }

    [Fact]
    public void Write_WithoutGates_IsValidAndEmpty() => Assert.Equal("0", Read(JUnitReport.Write([JUnitSuite.Of(Run(9), "digits", "cnn@2", null, [])])).Attribute("tests")!.Value);

    [Fact]
    public void Write_OfTextsThatXmlCannotHold_ReplacesWhatItCannotHold()
    {
        var gate = new GateOutcome("a \u0001\u001b[31m < & \" ' > \ud800 \uffff 😀", "line\nline\t]]>", false);

        var test = Read(JUnitReport.Write([JUnitSuite.Of(Run(0), "<d>", "m\0", null, [gate])])).Descendants("testcase").Single();

        Assert.Equal("<d>/m\ufffd", test.Attribute("classname")!.Value);
        Assert.Equal("a \ufffd\ufffd[31m < & \" ' > \ufffd \ufffd 😀", test.Attribute("name")!.Value);
        Assert.Equal(("line\nline\t]]>", "line\nline\t]]>"), (test.Element("failure")!.Attribute("message")!.Value, test.Element("failure")!.Value));
    }

    [Fact]
    public void Write_WhereNumbersHaveCommas_WritesPoints() => Assert.Contains("time=\"1234.500\"", JUnitReport.Write([JUnitSuite.Of(Run(1234.5), "d", "m", null, [new("a", "b", true)])]), StringComparison.Ordinal);
}

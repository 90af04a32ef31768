using Winnow.Core.Errors;
using Winnow.Core.Formats;

namespace Winnow.Core.Tests.Formats;

public sealed class YamlMapTests
{
    private static readonly YamlSource s_source = new("some.yaml", "a thing", "invalid-thing", "docs/things.md");

    [Fact]
    public void Read_OfEveryKindOfField_GivesWhatIsWritten()
    {
        var map = YamlMap.Read("text: 012\nnumber: 0.5\nlist: [a, 'b c']\nmap: { x.y: 1, z: '' }\nmaps: [{ text: a }, { text: b }]\n", s_source);

        Assert.Equal("012", map.Text("text"));
        Assert.Equal((0.5, (double?)null), (map.OptionalNumber("number", 0, 1), map.OptionalNumber("other", 0, 1)));
        Assert.Equal(["a", "b c"], map.DifferentTexts("list", 2, _ => null));
        Assert.Equal(new Dictionary<string, string> { ["x.y"] = "1", ["z"] = "" }, map.TextMap("map"));
        Assert.Equal(["a", "b"], map.Maps("maps", 2).Select(one => one.Text("text")));
        map.End();
    }

    [Theory]
    [InlineData("list: a", 1, "'list' is 'a': a list of texts is expected")]
    [InlineData("x: 1\nlist: []", 2, "'list' has 0 entries: 1 to 2 texts are expected")]
    [InlineData("list: [a, b, c]", 1, "'list' has 3 entries")]
    [InlineData("list:\n- a\n- a", 3, "'list' is 'a': it is in the list twice")]
    [InlineData("list:\n- a\n- bad", 3, "'list' is 'bad': another is expected")]
    [InlineData("list:\n- a\n- [b]", 3, "'list' is a list: a text is expected")]
    [InlineData("lists: [a]", 1, "field 'list' is missing")]
    public void DifferentTexts_OfWrongList_NamesLineFieldAndValue(string yaml, int line, string message) =>
        Require(line, message, Assert.Throws<WinnowException>(() => YamlMap.Read(yaml, s_source).DifferentTexts("list", 2, text => text == "bad" ? "another is expected" : null)));

    [Theory]
    [InlineData("list: a", "'list' is 'a': a list of texts is expected")]
    [InlineData("list: { a: b }", "'list' is a mapping: a list of texts is expected")]
    [InlineData("list: [[a]]", "'list' is a list: a text is expected")]
    public void Texts_OfWrongList_NamesIt(string yaml, string message) =>
        Require(1, message, Assert.Throws<WinnowException>(() => YamlMap.Read(yaml, s_source).Texts("list")));

    [Theory]
    [InlineData("maps: [{ a: 1 }, 2]", "'maps' is '2': a mapping is expected")]
    [InlineData("maps: { a: 1 }", "'maps' is a mapping: a list of mappings is expected")]
    [InlineData("map: [1]", "field 'maps' is missing")]
    [InlineData("maps: [{ a: 1 }, { a: x }]", "'maps[1].a' is 'x': a whole number from 0 to 9 is expected")]
    [InlineData("maps: [{ a: 1, b: 2 }]", "'maps[0].b' is not a field of a thing; fields here are a. The fields are described in docs/things.md.")]
    public void Maps_OfWrongList_NamesTheEntry(string yaml, string message) => Require(1, message, Assert.Throws<WinnowException>(() =>
    {
        foreach (var map in YamlMap.Read(yaml, s_source).Maps("maps", 5))
        {
            map.Whole("a", 0, 9);
            map.End();
        }
    }));

    [Theory]
    [InlineData("a: &x 1\nb: *x", 2, "aliases")]
    [InlineData("a: &x [*x]", 1, "aliases")]
    [InlineData("- a", 1, "a thing is one YAML mapping (docs/things.md)")]
    [InlineData("a: 1\n---\nb: 2", 1, "one YAML mapping")]
    [InlineData("", 1, "one YAML mapping")]
    [InlineData("a: 1\na: 2", 2, "not valid YAML")]
    [InlineData("a: [\n", 2, "not valid YAML")]
    public void Read_OfWhatIsNoMapping_IsRefused(string yaml, int line, string message) =>
        Require(line, message, Assert.Throws<WinnowException>(() => YamlMap.Read(yaml, s_source)));

    [Fact]
    public void Read_OfBottomlessNesting_IsRefusedBeforeTheStackIs() =>
        Require(1, "nested deeper than 32", Assert.Throws<WinnowException>(() => YamlMap.Read("a: " + new string('[', 500_000), s_source)));

    [Fact]
    public void End_AfterLongUnknownField_ShowsItsStart() =>
        Require(1, $"'{new string('k', 80)}…' is not a field", Assert.Throws<WinnowException>(() => YamlMap.Read(new string('k', 500) + ": 1", s_source).End()));

    private static void Require(int line, string message, WinnowException error)
    {
        Assert.Equal("invalid-thing", error.Code);
        Assert.StartsWith($"some.yaml, line {line}: ", error.Detail, StringComparison.Ordinal);
        Assert.Contains(message, error.Detail, StringComparison.Ordinal);
    }
}

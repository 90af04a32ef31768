using Winnow.Local.Triggers;

namespace Winnow.Local.Tests.Triggers;

public sealed class BlobPathPatternTests
{
    [Theory]
    [InlineData("incoming/{name}", "a/b c.png", "name", "a/b c.png")]
    [InlineData("incoming/{dataset}/{file}.csv", "d/x.csv", "file", "x")]
    [InlineData("incoming/fixed-{n}", "fixed-1", "n", "1")]
    [InlineData("incoming", "a/b", "name", "a/b")]
    public void Match_BlobMatches_GivesTokens(string path, string blob, string token, string expected)
    {
        var pattern = BlobPathPattern.Parse(path);

        var values = pattern.Match(blob);

        Assert.Equal(expected, values![token]);
        Assert.Equal($"incoming/{blob}", values["BlobTrigger"]);
        Assert.StartsWith(pattern.Prefix, blob, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("incoming/{name}.csv", "a.png")]
    [InlineData("incoming/a/{name}", "b/c")]
    [InlineData("incoming/a.c", "abc")]
    public void Match_BlobDoesNotMatch_IsNull(string path, string blob) => Assert.Null(BlobPathPattern.Parse(path).Match(blob));

    [Theory]
    [InlineData("")]
    [InlineData("in/{name}")]
    [InlineData("Incoming/{name}")]
    [InlineData("incoming/")]
    [InlineData("incoming/{a b}")]
    [InlineData("incoming/{a")]
    [InlineData("incoming/{a}/{A}")]
    public void Parse_WrongPath_SaysWhy(string path) => Assert.Throws<FormatException>(() => BlobPathPattern.Parse(path));
}

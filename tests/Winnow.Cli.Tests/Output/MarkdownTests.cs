using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Tests.Output;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("accuracy >= 0.98", "accuracy &gt;= 0.98")]
    [InlineData("a|b", "a\\|b")]
    [InlineData("a\\|b", "a\\\\\\|b")]
    [InlineData("<img src=x onerror=alert(1)> & co", "&lt;img src=x onerror=alert(1)&gt; &amp; co")]
    [InlineData("[link](javascript:x) `code` *b* _i_ ~s~ $m$ # h", "\\[link\\](javascript:x) \\`code\\` \\*b\\* \\_i\\_ \\~s\\~ \\$m\\$ \\# h")]
    [InlineData("one\r\ntwo\u0007", "one  two ")]
    public void Escape_OfAText_LeavesNoMarkup(string text, string expected) => Assert.Equal(expected, Markdown.Escape(text));

    [Fact]
    public void Table_WithoutRows_IsNothing() => Assert.Equal("", Markdown.Table(["a", "b>"], []));

    [Fact]
    public void Summary_OfHostileNames_KeepsEveryRowOneRow()
    {
        var result = new EvaluationResult
        {
            Dataset = "a|b\n## c",
            Model = "<script>@1",
            Metrics = new Dictionary<string, double?> { ["x|y"] = 0.5 },
            Gates = [new("x|y > 1", "x|y is 0.5\nin <b>", false)],
        };

        var lines = MarkdownSummary.Of(result, new("http://app/r?a=b|c>")).Split('\n');

        Assert.Equal("## ❌ a\\|b \\#\\# c / &lt;script&gt;@1: the gate failed", lines[0]);
        Assert.Contains("| x\\|y | 0.5000 |  |", lines);
        Assert.Contains("| ❌ | x\\|y &gt; 1 | x\\|y is 0.5 in &lt;b&gt; |", lines);
        Assert.Contains("[Report](<http://app/r?a=b%7Cc%3E>)", lines);
    }
}

using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Tests.Metrics.Text;

public sealed class TextNormaliserTests
{
    [Fact]
    public void Apply_Nfc_EqualsUnicodeData()
    {
        var normaliser = new TextNormaliser(["nfc"]);
        var cases = Reference.Load().Nfc;
        Assert.True(cases.Count > 1000);
        Assert.All(cases, pair => Assert.Equal(pair[1], normaliser.Apply(pair[0])));
    }

    [Theory]
    [InlineData("collapse-whitespace", " a \t\n b\u00a0c ", " a b c ")]
    [InlineData("trim", " a b ", "a b")]
    [InlineData("lowercase", "ÉA", "éa")]
    [InlineData("nfc", "", "")]
    [InlineData("nfc", "e\u0301", "\u00e9")]
    public void Apply_OneTransform_GivesItsText(string transform, string text, string expected) =>
        Assert.Equal(expected, new TextNormaliser([transform]).Apply(text));

    [Fact]
    public void New_UnknownTransform_NamesIt() =>
        Assert.Contains("'stem'", Assert.Throws<ArgumentException>(() => new TextNormaliser(["stem"])).Message, StringComparison.Ordinal);
}

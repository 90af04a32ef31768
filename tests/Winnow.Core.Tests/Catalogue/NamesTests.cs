using Winnow.Core.Catalogue;
using Winnow.Core.Errors;

namespace Winnow.Core.Tests.Catalogue;

public sealed class NamesTests
{
    public static TheoryData<string> Good => ["a", "7", "digits", "digits-2", "a-b-c", new string('x', Names.MaxLength)];

    public static TheoryData<string?> Bad =>
    [
        null, "", " ", "a/b", "..", "a..b", "-a", "a-", "Digits", "größe", "数字", "a b", "a_b", "a.b", "a|b", "a\n", "a\0", "%2e%2e",
        new string('x', Names.MaxLength + 1), new string('x', 300),
    ];

    [Theory, MemberData(nameof(Good))]
    public void RequireDataset_ValidName_ReturnsIt(string name) => Assert.Equal(name, Names.RequireDataset(name));

    [Theory, MemberData(nameof(Bad))]
    public void RequireDataset_InvalidName_SaysWhatIsAllowed(string? name)
    {
        var error = Assert.Throws<WinnowException>(() => Names.RequireDataset(name));

        Assert.Equal(ErrorCodes.InvalidName, error.Code);
        Assert.Contains("1 to 63 characters of a-z, 0-9 and '-'", error.Detail, StringComparison.Ordinal);
        Assert.True(error.Detail.Length < 250, "A long name is cut in the message.");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.0.2")]
    [InlineData("2024-11-01_a")]
    public void RequireVersion_ValidVersion_ReturnsIt(string version) => Assert.Equal(version, Names.RequireVersion(version));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("1/2")]
    [InlineData("V1")]
    public void RequireVersion_InvalidVersion_Throws(string version) =>
        Assert.Equal(ErrorCodes.InvalidName, Assert.Throws<WinnowException>(() => Names.RequireVersion(version)).Code);

    [Fact]
    public void ModelId_ParseAndToString_RoundTrip() => Assert.Equal("digits-cnn@1.2", ModelId.Parse("digits-cnn@1.2").ToString());

    [Theory]
    [InlineData("digits-cnn")]
    [InlineData("digits-cnn@")]
    [InlineData("@1")]
    [InlineData("a@1@2")]
    [InlineData("../x@1")]
    public void ModelId_ParseOfAnythingElse_Throws(string text) =>
        Assert.Equal(ErrorCodes.InvalidName, Assert.Throws<WinnowException>(() => ModelId.Parse(text)).Code);
}

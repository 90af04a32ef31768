using CsCheck;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Tests.Formats;

public sealed class ItemPathTests
{
    [Theory]
    [InlineData("a.png", "a.png")]
    [InlineData("a/b/c d.png", "a/b/c d.png")]
    [InlineData("././a.png", "a.png")]
    [InlineData("..a/b..", "..a/b..")]
    [InlineData("字/é.png", "字/é.png")]
    public void Check_GoodPath_ReturnsItNormalised(string path, string expected) => Assert.Equal(expected, ItemPath.Check(path).Value);

    [Theory]
    [InlineData("")]
    [InlineData("./")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("../evil.png")]
    [InlineData("a/../b")]
    [InlineData("a/./b")]
    [InlineData("a\\b")]
    [InlineData("C:/a")]
    [InlineData("a\u0000b")]
    [InlineData("a\u0085b")]
    public void Check_BadPath_IsRefused(string path) => Assert.Equal(RefusalCodes.InvalidPath, ItemPath.Check(path).Refusal?.Code);

    [Fact]
    public void Check_LengthLimits_AreExact()
    {
        Assert.True(ItemPath.Check(new string('a', 400)).IsOk);
        Assert.False(ItemPath.Check(new string('a', 401)).IsOk);
        Assert.False(ItemPath.Check(new string('字', 334)).IsOk);
        Assert.True(ItemPath.Check(new string('%', 160)).IsOk);
        Assert.False(ItemPath.Check(new string('%', 161)).IsOk);
        Assert.False(ItemPath.Check("a" + '\ud800').IsOk);
    }

    [Fact]
    public void Check_AnyString_AnswersAndIsIdempotent() =>
        Gen.String.Sample(path => ItemPath.Check(path) is var first && (!first.IsOk || ItemPath.Check(first.Value).Value == first.Value), iter: 5_000);

    [Theory]
    [InlineData("a/b", "c.png", "a/b/c.png")]
    [InlineData("", "./c.png", "c.png")]
    [InlineData("a", "../c.png", null)]
    public void Combine_FolderAndPath_StaysInside(string folder, string relative, string? expected) =>
        Assert.Equal(expected, ItemPath.Combine(folder, relative).Value);

    [Theory]
    [InlineData("a/b/c", "a/b")]
    [InlineData("a", "")]
    public void FolderOf_Path_CutsTheName(string path, string expected) => Assert.Equal(expected, ItemPath.FolderOf(path));
}

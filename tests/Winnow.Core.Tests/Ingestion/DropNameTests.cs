using Winnow.Core.Ingestion;

namespace Winnow.Core.Tests.Ingestion;

public class DropNameTests
{
    [Theory]
    [InlineData("digits/a.png", "digits", "a.png")]
    [InlineData("digits/train/3/ä ö.png", "digits", "train/3/ä ö.png")]
    [InlineData("a/b", "a", "b")]
    public void TryParse_ValidName_SplitsDatasetAndPath(string name, string dataset, string path)
    {
        Assert.True(DropName.TryParse(name, out var foundDataset, out var foundPath, out var refusal));
        Assert.Equal((dataset, path), (foundDataset, foundPath));
        Assert.Null(refusal);
    }

    [Theory]
    [InlineData("a.png", RefusalCodes.InvalidDataset)]
    [InlineData("/a.png", RefusalCodes.InvalidDataset)]
    [InlineData("Digits/a.png", RefusalCodes.InvalidDataset)]
    [InlineData("zahlen-ü/a.png", RefusalCodes.InvalidDataset)]
    [InlineData("../a.png", RefusalCodes.InvalidDataset)]
    [InlineData("digits/", RefusalCodes.InvalidPath)]
    [InlineData("digits/../a.png", RefusalCodes.InvalidPath)]
    [InlineData("digits//a.png", RefusalCodes.InvalidPath)]
    [InlineData("digits/./a.png", RefusalCodes.InvalidPath)]
    [InlineData("digits/a\\b.png", RefusalCodes.InvalidPath)]
    [InlineData("digits/a\nb.png", RefusalCodes.InvalidPath)]
    public void TryParse_InvalidName_RefusesWithCode(string name, string code)
    {
        Assert.False(DropName.TryParse(name, out _, out _, out var refusal));
        Assert.Equal(code, refusal.Code);
        Assert.NotEmpty(refusal.Reason);
    }

    [Fact]
    public void TryParse_DatasetOf300Characters_IsRefusedAndListedUnderNoDataset()
    {
        var name = new string('d', 300) + "/a.png";
        Assert.False(DropName.TryParse(name, out _, out _, out var refusal));
        Assert.Equal(RefusalCodes.InvalidDataset, refusal.Code);
        Assert.Equal(DropName.NoDataset, DropName.DatasetOrNone(name));
    }

    [Fact]
    public void DatasetOrNone_ValidDatasetWithBadPath_IsTheDataset() => Assert.Equal("digits", DropName.DatasetOrNone("digits/../a"));
}

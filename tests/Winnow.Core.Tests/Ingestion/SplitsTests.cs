using Winnow.Core.Ingestion;

namespace Winnow.Core.Tests.Ingestion;

public class SplitsTests
{
    [Theory]
    [InlineData("train/3/a.png", "train")]
    [InlineData("Test/a.png", "test")]
    [InlineData("val/a.png", "validation")]
    [InlineData("validation/a.png", "validation")]
    [InlineData("training/a.png", null)]
    [InlineData("3/train/a.png", null)]
    [InlineData("train", null)]
    public void Of_Path_IsTheSplitOfItsFirstFolder(string path, string? split) => Assert.Equal(split, Splits.Of(path));

    [Theory]
    [InlineData("val", "validation")]
    [InlineData("VALID", "validation")]
    [InlineData("Train", "train")]
    [InlineData("dev", "dev")]
    [InlineData("val/x", "val/x")]
    [InlineData(null, null)]
    public void Canonical_Name_IsTheOneThatItemsHave(string? split, string? name) => Assert.Equal(name, Splits.Canonical(split));
}

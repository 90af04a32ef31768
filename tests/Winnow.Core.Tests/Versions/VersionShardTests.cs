using System.Security.Cryptography;
using System.Text;
using Winnow.Core.Versions;

namespace Winnow.Core.Tests.Versions;

public class VersionShardTests
{
    private static readonly ManifestItem s_item = new()
    {
        ItemId = "ab", Name = "é.png", Pack = "p", Offset = 512, Length = 3, MediaType = "image/png", State = "annotated", Label = "7", Confidence = null,
    };

    [Fact]
    public void Of_OneItem_HashesItsJsonAsDocumented()
    {
        const string Row = """{"item_id":"ab","name":"\u00E9.png","pack":"p","offset":512,"length":3,"media_type":"image/png","width":null,"height":null,"split":null,"state":"annotated","label":"7","text":null,"detail":null,"confidence":null,"model":null}""";

        var shard = VersionShard.Of("p", [s_item]);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Row + "\n"))), shard.Hash);
        Assert.Equal((1, 3, 1, 0), (shard.Items, shard.Bytes, shard.Annotated, shard.PseudoLabelled));
    }

    [Fact]
    public void Of_AnotherOrder_IsTheSame()
    {
        var other = s_item with { ItemId = "cd", Offset = 1024 };
        Assert.Equal(VersionShard.Of("p", [s_item, other]), VersionShard.Of("p", [other, s_item]));
    }

    public static TheoryData<ManifestItem> Changes => [
        s_item with { Label = "8" }, s_item with { Split = "test" }, s_item with { Name = "f.png" }, s_item with { Confidence = 0.5 },
        s_item with { State = "unlabelled" }, s_item with { Text = "7" }, s_item with { Detail = "{}" }, s_item with { ItemId = "ac" }, s_item with { Offset = 1024 }];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Of_AnyChange_IsAnotherHash(ManifestItem changed) =>
        Assert.NotEqual(VersionShard.Of("p", [s_item]).Hash, VersionShard.Of("p", [changed]).Hash);

    [Fact]
    public void Finish_ShardsInOrder_HashesTheirLines()
    {
        using var hash = new VersionHash();
        hash.Add(new("p1", "aa", 1, 1, 0, 0));
        hash.Add(new("p2", "bb", 9, 9, 0, 0));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("p1 aa\np2 bb\n"u8)), hash.Finish());
    }
}

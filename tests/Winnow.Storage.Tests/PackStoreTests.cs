using System.Formats.Tar;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;

namespace Winnow.Storage.Tests;

[Collection(StorageGroup.Name)]
public sealed class PackStoreTests(StorageFixture storage)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string dataset = Some.Dataset();

    private PackStore Packs => storage.Packs;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(9_000_000)]
    public async Task CommitAsync_ItemsOfThisLength_CanBeReadAsTarAndOneByOne(int length)
    {
        var contents = Enumerable.Range(0, 3).Select(i => Content(length, i)).ToArray();
        var items = await WriteAsync("p", contents);

        using var stream = await Packs.OpenReadAsync(dataset, "p", None);
        await using var tar = new TarReader(stream);
        for (var i = 0; i < contents.Length; i++)
        {
            var entry = await tar.GetNextEntryAsync(copyData: true);
            Assert.Equal(items[i].Id + ".png", entry!.Name);
            Assert.Equal(TarEntryFormat.Ustar, entry.Format);
            Assert.Equal(contents[i].Length, entry.Length);
            Assert.Equal(contents[i], await Packs.ReadAsync(items[i], None));
        }

        Assert.Null(await tar.GetNextEntryAsync());
        var pack = Assert.Single((await Packs.ListAsync(dataset, null, 10, None)).Value);
        Assert.Equal(("p", 3), (pack.Name, pack.Items));
    }

    [Fact]
    public async Task CommitAsync_TheSameItemsTwice_GivesTheSameBytes()
    {
        byte[][] contents = [Content(700, 1), Content(30, 2)];
        await WriteAsync("a", contents);
        await WriteAsync("b", contents);

        Assert.Equal(await ReadAllAsync("a"), await ReadAllAsync("b"));
    }

    [Fact]
    public async Task CommitAsync_TwoWritersOfLargePacks_NeverMix()
    {
        await using var first = await Packs.CreateAsync(dataset, "p", None);
        await using var second = await Packs.CreateAsync(dataset, "p", None);
        var one = Content(9_000_000, 1);
        var two = Content(9_000_000, 2);
        await first.AppendAsync(Some.Id("x"), "image/png", one, None);
        var offset = await second.AppendAsync(Some.Id("x"), "image/png", two, None);
        await second.CommitAsync(None);

        await Assert.ThrowsAnyAsync<Azure.RequestFailedException>(() => first.CommitAsync(None));

        var item = Some.Item(dataset, "x", "p") with { Offset = offset, Length = two.Length };
        Assert.Equal(two, await Packs.ReadAsync(item, None));
    }

    [Fact]
    public async Task CreateAsync_NotCommitted_IsInvisible()
    {
        await using (var writer = await Packs.CreateAsync(dataset, "p", None))
        {
            await writer.AppendAsync(Some.Id("x"), "image/png", Content(9_000_000, 1), None);
        }

        Assert.False(await Packs.ExistsAsync(dataset, "p", None));
        Assert.Empty((await Packs.ListAsync(dataset, null, 10, None)).Value);
    }

    [Fact]
    public async Task ReadAsync_MissingOrShortPack_SaysSo()
    {
        await WriteAsync("p", [Content(100, 1)]);
        var missing = await Assert.ThrowsAsync<WinnowException>(() => Packs.ReadAsync(Some.Item(dataset, "x", "none"), None));
        var opened = await Assert.ThrowsAsync<WinnowException>(() => Packs.OpenReadAsync(dataset, "none", None));
        var cut = await Assert.ThrowsAsync<WinnowException>(
            () => Packs.ReadAsync(Some.Item(dataset, "x", "p") with { Length = 1_000_000 }, None));
        var beyond = await Assert.ThrowsAsync<WinnowException>(
            () => Packs.ReadAsync(Some.Item(dataset, "x", "p") with { Offset = 1_000_000 }, None));

        Assert.Equal([ErrorCodes.MissingPack, ErrorCodes.MissingPack], [missing.Code, opened.Code]);
        Assert.Equal([ErrorCodes.DamagedPack, ErrorCodes.DamagedPack], [cut.Code, beyond.Code]);
        Assert.Contains("none", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAsync_SmallPages_GivesEachPackOnceInNameOrder()
    {
        foreach (var pack in new[] { "b-0002", "b-0000", "b-0001" })
        {
            await WriteAsync(pack, [Content(10, 1)]);
        }

        var names = new List<string>();
        string? continuation = null;
        do
        {
            var page = await Packs.ListAsync(dataset, continuation, 2, None);
            Assert.InRange(page.Value.Count, 0, 2);
            names.AddRange(page.Value.Select(pack => pack.Name));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(["b-0000", "b-0001", "b-0002"], names);
    }

    private static byte[] Content(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private async Task<List<Item>> WriteAsync(string pack, byte[][] contents)
    {
        await using var writer = await Packs.CreateAsync(dataset, pack, None);
        var items = new List<Item>();
        for (var i = 0; i < contents.Length; i++)
        {
            var item = Some.Item(dataset, $"{i}", pack);
            var offset = await writer.AppendAsync(item.Id, item.MediaType, contents[i], None);
            items.Add(item with { Offset = offset, Length = contents[i].Length });
        }

        await writer.CommitAsync(None);
        return items;
    }

    private async Task<byte[]> ReadAllAsync(string pack)
    {
        using var stream = await Packs.OpenReadAsync(dataset, pack, None);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}

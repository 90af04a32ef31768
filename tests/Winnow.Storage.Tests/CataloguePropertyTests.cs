using CsCheck;
using Winnow.Core.Catalogue;

namespace Winnow.Storage.Tests;

/// <summary>Random datasets, written in random order, answer every query as a plain scan of what is true does.</summary>
[Collection(StorageGroup.Name)]
public sealed class CataloguePropertyTests(StorageFixture storage)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private Catalogue Catalogue => storage.Catalogue;

    [Fact]
    public Task QueryAsync_AnyOrderOfWritesAndAnyQuery_EqualsAPlainScan() =>
        Gen.Int.SampleAsync(
            async seed =>
            {
                var world = new World(Some.Dataset(), seed, 40);
                await WriteAsync(world);
                for (var i = 0; i < 40; i++)
                {
                    await AssertAnswerAsync(world, world.Query(), world.Pick([1, 3, 7, 1000]));
                }
            },
            iter: 4,
            threads: 1);

    [Fact]
    public Task AllWrites_DoneTwice_ChangeNothing() =>
        Gen.Int.SampleAsync(
            async seed =>
            {
                var world = new World(Some.Dataset(), seed, 20);
                await WriteAsync(world);
                await WriteAsync(world);
                await AssertAnswerAsync(world, new(), 5);
                foreach (var label in World.Labels)
                {
                    await AssertAnswerAsync(world, new() { Label = label }, 5);
                }

                foreach (var state in Enum.GetValues<ItemState>())
                {
                    await AssertAnswerAsync(world, new() { State = state }, 5);
                }
            },
            iter: 2,
            threads: 1);

    [Fact]
    public Task AllWrites_AtTheSameTime_GiveTheSameState() =>
        Gen.Int.SampleAsync(
            async seed =>
            {
                var world = new World(Some.Dataset(), seed, 20);
                await Catalogue.AddAsync(world.Dataset, new() { Items = world.Items }, None);
                await Task.WhenAll([.. Writes(world).Select(write => write(Catalogue)), .. world.ModelWrites().Select(write => write(Catalogue))]);
                foreach (var query in new ItemQuery[] { new(), new() { State = ItemState.Annotated }, new() { State = ItemState.Unlabelled }, new() { Model = "m1@1" } })
                {
                    await AssertAnswerAsync(world, query, 7);
                }
            },
            iter: 3,
            threads: 1);

    /// <summary>Names and annotations in a random order, in small calls, the items before, between or after them; what models say last.</summary>
    private async Task WriteAsync(World world)
    {
        var writes = Writes(world);
        writes.Add(catalogue => catalogue.AddAsync(world.Dataset, WithItems(world), None));
        world.Shuffle(writes);
        foreach (var write in writes.Concat(world.ModelWrites()))
        {
            await write(Catalogue);
        }
    }

    /// <summary>The items alone, or with names, or with names and what is said about them: all end in the same state.</summary>
    private static CataloguedFiles WithItems(World world)
    {
        var names = world.Pick<IReadOnlyList<ItemName>>([[], world.Names, [.. world.Names.Take(7)]]);
        var paths = names.Select(name => name.Path).ToHashSet();
        var said = world.Annotations.Where(annotation => paths.Contains(annotation.Path));
        return new() { Items = world.Items, Names = names, Annotations = world.Pick([[], said.ToList(), said.Take(5).ToList()]) };
    }

    private static List<Func<ICatalogue, Task>> Writes(World world) =>
    [
        .. world.Names.Chunk(9).Select(names => (Func<ICatalogue, Task>)(catalogue => catalogue.AddAsync(world.Dataset, new() { Names = names }, None))),
        .. world.Annotations.Chunk(11).Select(rows => (Func<ICatalogue, Task>)(catalogue => catalogue.AnnotateAsync(world.Dataset, rows, None))),
    ];

    private async Task AssertAnswerAsync(World world, ItemQuery query, int limit)
    {
        var rows = new List<string>();
        string? continuation = null;
        do
        {
            var page = await Catalogue.QueryAsync(world.Dataset, query, limit, continuation, None);
            Assert.True(page.Value.Count == limit || page.Continuation is null, "a page with a next page is full");
            rows.AddRange(page.Value.Select(World.Print));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(world.Answer(query), rows.Order(StringComparer.Ordinal));
    }
}

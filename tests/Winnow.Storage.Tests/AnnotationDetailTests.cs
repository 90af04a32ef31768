using Winnow.Core.Catalogue;
using Winnow.Core.Labels;

namespace Winnow.Storage.Tests;

/// <summary>What annotations say beyond a class and a text: kept in rows when short, in blobs when long, whichever of file and annotation comes first.</summary>
[Collection(StorageGroup.Name)]
public sealed class AnnotationDetailTests(StorageFixture storage)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string dataset = Some.Dataset();

    public static TheoryData<int> Sizes => [1, 30, 2000];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task AnnotateAsync_WithDetail_ReadsItBack(int objects)
    {
        var item = Some.Item(dataset, "a.png");
        await AddAsync(item);
        await storage.Catalogue.AnnotateAsync(dataset, [new() { Path = "a.png", Detail = Detail(objects) }], None);

        await RequireAsync(item, objects);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task AddAsync_AfterAnAnnotationWithDetail_JoinsIt(int objects)
    {
        var item = Some.Item(dataset, "late.png");
        await storage.Catalogue.AnnotateAsync(dataset, [new() { Path = "late.png", Detail = Detail(objects) }], None);
        await AddAsync(item);

        await RequireAsync(item, objects);
    }

    [Fact]
    public async Task AnnotateAsync_LaterWithoutDetail_ReplacesIt()
    {
        var item = Some.Item(dataset, "b.png");
        await storage.Catalogue.AnnotateAsync(dataset, [new() { Path = "b.png", Detail = Detail(3) }], None);
        await storage.Catalogue.AnnotateAsync(dataset, [new() { Path = "b.png", Label = "cat" }], None);
        await AddAsync(item);

        var annotation = Assert.Single(await storage.Catalogue.ReadAnnotationsAsync(dataset, item.Pack, None));
        Assert.Equal(("cat", null), (annotation.Label, annotation.Detail));
    }

    [Fact]
    public async Task AnnotateAsync_MetadataAlone_IsNoGroundTruth()
    {
        var item = Some.Item(dataset, "c.png");
        await AddAsync(item);
        await storage.Catalogue.AnnotateAsync(
            dataset, [new() { Path = "c.png", Detail = new() { Metadata = new Dictionary<string, string> { ["light"] = "dim" } } }], None);

        var annotation = Assert.Single(await storage.Catalogue.ReadAnnotationsAsync(dataset, item.Pack, None));
        Assert.False(annotation.IsTruth);
        Assert.Equal("dim", annotation.Detail!.Metadata!["light"]);
        Assert.Equal(ItemState.Unlabelled, (await storage.Catalogue.FindAsync(dataset, item.Id, None))!.State);
        Assert.Null(Assert.Single(await storage.Catalogue.ReadManifestAsync(dataset, item.Pack, None)).ToAnnotation()!.Label);
    }

    [Fact]
    public async Task FindByNameAndId_FindWhatIsThere_AndLeaveOutTheRest()
    {
        Item[] items = [.. Enumerable.Range(0, 30).Select(i => Some.Item(dataset, $"{i}.png", position: i))];
        await AddAsync(items);
        await storage.Catalogue.AddAsync(dataset, new() { Names = [Some.Name(items[0], "alias.png")] }, None);
        await storage.Catalogue.AnnotateAsync(dataset, [new() { Path = "waiting.png", Label = "x" }], None);

        var byName = await storage.Catalogue.FindByNameAsync(dataset, [.. items.Select(item => item.Name), "alias.png", "waiting.png", "no.png"], None);
        var byId = await storage.Catalogue.FindByIdAsync(dataset, [items[3].Id, new string('0', 64), "no id"], None);

        Assert.Equal(31, byName.Count);
        Assert.Equal(new ItemPlace(items[0].Id, items[0].Pack), byName["alias.png"]);
        Assert.Equal([KeyValuePair.Create(items[3].Id, new ItemPlace(items[3].Id, items[3].Pack))], byId);
    }

    private async Task AddAsync(params Item[] items)
    {
        await storage.Catalogue.ClaimAsync(dataset, "b1", [.. items.Select(item => (item.Id, item.Pack))], None);
        await storage.Catalogue.AddAsync(dataset, new() { Items = items, Names = [.. items.Select(item => Some.Name(item))] }, None);
    }

    private async Task RequireAsync(Item item, int objects)
    {
        var annotation = Assert.Single(await storage.Catalogue.ReadAnnotationsAsync(dataset, item.Pack, None));
        Assert.True(annotation.IsTruth);
        Assert.Equal(Detail(objects).Objects, annotation.Detail!.Objects);
        Assert.Equal("dim", annotation.Detail.Metadata!["light"]);
        Assert.Equal(ItemState.Annotated, (await storage.Catalogue.FindAsync(dataset, item.Id, None))!.State);

        var manifest = Assert.Single(await storage.Catalogue.ReadManifestAsync(dataset, item.Pack, None));
        Assert.Equal(annotation.Detail.Objects, manifest.ToAnnotation()!.Detail!.Objects);
        Assert.Equal(objects, manifest.ToAnnotation()!.Detail!.Objects!.Count);
    }

    private static LabelDetail Detail(int objects) => new()
    {
        Objects = [.. Enumerable.Range(0, objects).Select(i => new LabelledObject { Label = $"class {i}", Box = new(i, 0.5, 10, 20.25), IsCrowd = i % 7 == 0 })],
        Metadata = new Dictionary<string, string> { ["light"] = "dim" },
    };
}

using Winnow.Core.Catalogue;
using Winnow.Core.Errors;

namespace Winnow.Storage.Tests;

[Collection(StorageGroup.Name)]
public sealed class CatalogueTests(StorageFixture storage)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string dataset = Some.Dataset();

    private Catalogue Catalogue => storage.Catalogue;

    [Fact]
    public async Task AddItemsAsync_TwiceWithAnnotationsBetween_ChangesNothing()
    {
        Item[] items = [Some.Item(dataset, "a.png"), Some.Item(dataset, "b.png", position: 1, split: "test")];
        await Catalogue.AddItemsAsync(items, None);
        await Catalogue.AddNamesAsync(dataset, [.. items.Select(item => Some.Name(item))], None);
        var result = await Catalogue.AnnotateAsync(dataset, [new() { Path = "a.png", Label = "cat", Split = "train" }, new() { Path = "c.png", Label = "dog" }], None);

        await Catalogue.AddItemsAsync([.. items.Select(item => item with { IngestedAt = item.IngestedAt.AddHours(1) })], None);

        Assert.Equal(new AnnotateResult(1, 1), result);
        var all = await QueryAsync(new());
        Assert.Equal(["a.png", "b.png"], all.Select(item => item.Name).Order());
        Assert.Equal(["a.png"], await NamesAsync(new() { State = ItemState.Annotated }));
        Assert.Equal(["b.png"], await NamesAsync(new() { State = ItemState.Unlabelled }));
        Assert.Equal(["a.png"], await NamesAsync(new() { Label = "cat", MinimumConfidence = 1 }));
        Assert.Equal(["a.png"], await NamesAsync(new() { Split = "train" }));
        Assert.Equal(["b.png"], await NamesAsync(new() { Split = "test" }));
        Assert.Equal(ItemState.Annotated, (await Catalogue.FindAsync(dataset, items[0].Id, None))?.State ?? ItemState.Annotated);
    }

    [Fact]
    public async Task AddNamesAsync_AfterTheirAnnotations_JoinsThem()
    {
        var item = Some.Item(dataset, "later.png");
        var waiting = await Catalogue.AnnotateAsync(dataset, [new() { Path = "later.png", Label = "7" }], None);
        await Catalogue.AddItemsAsync([item], None);

        var joined = await Catalogue.AddNamesAsync(dataset, [Some.Name(item)], None);

        Assert.Equal(new AnnotateResult(0, 1), waiting);
        Assert.Equal(1, joined);
        var annotation = Assert.Single(await Catalogue.ReadAnnotationsAsync(dataset, item.Pack, None));
        Assert.Equal("7", annotation.Label);
        Assert.Equal(["later.png"], await NamesAsync(new() { Label = "7" }));
        Assert.Empty(await NamesAsync(new() { State = ItemState.Unlabelled }));
    }

    [Fact]
    public async Task WritePredictionsAsync_NewPredictionsOfTheSameModel_ReplaceTheOldInTheIndex()
    {
        Item[] items = [Some.Item(dataset, "1.png"), Some.Item(dataset, "2.png", position: 1)];
        await Catalogue.AddItemsAsync(items, None);
        await Catalogue.AddNamesAsync(dataset, [.. items.Select(item => Some.Name(item))], None);
        await Catalogue.AnnotateAsync(dataset, [new() { Path = "1.png", Label = "truth" }], None);
        await Catalogue.WritePredictionsAsync(
            dataset, items, [Some.Prediction(items[0], "old", 0.95, true), Some.Prediction(items[1], "old", 0.97, true)], None);

        await Catalogue.WritePredictionsAsync(
            dataset, items, [Some.Prediction(items[0], "new", 0.5), Some.Prediction(items[1], "new", 0.99, true)], None);

        Assert.Empty(await NamesAsync(new() { Label = "old" }));
        Assert.Equal(["2.png"], await NamesAsync(new() { Label = "new" }));
        Assert.Equal(["1.png"], await NamesAsync(new() { Label = "truth" }));
        Assert.Equal(["2.png", "1.png"], await NamesAsync(new() { Model = Some.Model.ToString() }));
        Assert.Equal(["1.png"], await NamesAsync(new() { Model = Some.Model.ToString(), MaximumConfidence = 0.5 }));
        Assert.Equal(["2.png"], await NamesAsync(new() { State = ItemState.PseudoLabelled }));
    }

    private async Task<IReadOnlyList<ItemSummary>> QueryAsync(ItemQuery query) =>
        (await Catalogue.QueryAsync(dataset, query, 1000, null, None)).Value;

    private async Task<IEnumerable<string>> NamesAsync(ItemQuery query) => (await QueryAsync(query)).Select(item => item.Name);
}

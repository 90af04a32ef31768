using Winnow.Core.Catalogue;
using Winnow.Core.Errors;

namespace Winnow.Storage.Tests;

[Collection(StorageGroup.Name)]
public sealed class CatalogueTests(StorageFixture storage)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly ModelId s_second = new(Some.Model.Name, "2");

    private readonly string dataset = Some.Dataset();

    private Catalogue Catalogue => storage.Catalogue;

    [Fact]
    public async Task AddAsync_ItemsTwiceWithAnnotationsBetween_ChangesNothing()
    {
        Item[] items = [Some.Item(dataset, "a.png"), Some.Item(dataset, "b.png", position: 1, split: "test")];
        await Catalogue.AddAsync(dataset, new() { Items = items }, None);
        await Catalogue.AddAsync(dataset, new() { Names = [.. items.Select(item => Some.Name(item))] }, None);
        var result = await Catalogue.AnnotateAsync(dataset, [new() { Path = "a.png", Label = "cat", Split = "train" }, new() { Path = "c.png", Label = "dog" }], None);

        await Catalogue.AddAsync(dataset, new() { Items = [.. items.Select(item => item with { IngestedAt = item.IngestedAt.AddHours(1) })] }, None);

        Assert.Equal(new AnnotateResult(1, 1), result);
        var all = await QueryAsync(new());
        Assert.Equal(["a.png", "b.png"], all.Select(item => item.Name).Order());
        Assert.Equal(["a.png"], await NamesAsync(new() { State = ItemState.Annotated }));
        Assert.Equal(["b.png"], await NamesAsync(new() { State = ItemState.Unlabelled }));
        Assert.Equal(["a.png"], await NamesAsync(new() { Label = "cat", MinimumConfidence = 1 }));
        Assert.Equal(["a.png"], await NamesAsync(new() { Split = "train" }));
        Assert.Equal(["b.png"], await NamesAsync(new() { Split = "test" }));
    }

    [Fact]
    public async Task AddAsync_NamesAfterTheirAnnotations_JoinsThem()
    {
        var item = Some.Item(dataset, "later.png");
        var waiting = await Catalogue.AnnotateAsync(dataset, [new() { Path = "later.png", Label = "7" }], None);
        await Catalogue.AddAsync(dataset, new() { Items = [item] }, None);

        var joined = await Catalogue.AddAsync(dataset, new() { Names = [Some.Name(item)] }, None);

        Assert.Equal(new AnnotateResult(0, 1), waiting);
        Assert.Equal(1, joined);
        var annotation = Assert.Single(await Catalogue.ReadAnnotationsAsync(dataset, item.Pack, None));
        Assert.Equal("7", annotation.Label);
        Assert.Equal(["later.png"], await NamesAsync(new() { Label = "7" }));
        Assert.Empty(await NamesAsync(new() { State = ItemState.Unlabelled }));
    }

    [Fact]
    public async Task AddAsync_ItemsWithNamesAndAnnotations_CountsOnlyThoseThatWaited()
    {
        Item[] items = [Some.Item(dataset, "new.png"), Some.Item(dataset, "waited.png", position: 1), Some.Item(dataset, "silent.png", position: 2)];
        await Catalogue.AnnotateAsync(dataset, [new() { Path = "waited.png", Label = "3", Split = "train" }], None);

        var joined = await Catalogue.AddAsync(
            dataset,
            new() { Items = items, Names = [.. items.Select(item => Some.Name(item))], Annotations = [new() { Path = "new.png", Label = "4" }] },
            None);

        Assert.Equal(1, joined);
        Assert.Equal(["waited.png"], await NamesAsync(new() { Label = "3", Split = "train", State = ItemState.Annotated }));
        Assert.Equal(["new.png"], await NamesAsync(new() { Label = "4", State = ItemState.Annotated }));
        Assert.Equal(["silent.png"], await NamesAsync(new() { State = ItemState.Unlabelled }));
    }

    [Fact]
    public async Task WritePredictionsAsync_NewPredictionsOfTheSameModel_ReplaceTheOldInTheIndex()
    {
        Item[] items = [Some.Item(dataset, "1.png"), Some.Item(dataset, "2.png", position: 1)];
        await Catalogue.AddAsync(dataset, new() { Items = items }, None);
        await Catalogue.AddAsync(dataset, new() { Names = [.. items.Select(item => Some.Name(item))] }, None);
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

    [Fact]
    public async Task WritePredictionsAsync_AnotherRunThatDecides_EndsWhatWasAcceptedBefore()
    {
        Item[] items = [.. Enumerable.Range(0, 4).Select(index => Some.Item(dataset, $"{index}.png", position: index))];
        await Catalogue.AddAsync(dataset, new() { Items = items, Names = [.. items.Select(item => Some.Name(item))] }, None);
        await Catalogue.WritePredictionsAsync(dataset, items, [.. items.Select(item => Some.Prediction(item, "old", 0.99, true))], None);

        // The first is accepted with another label, the second is rejected, the third is evaluated only, the fourth is not in the run.
        Prediction[] decided =
        [
            Some.Prediction(items[0], "new", 0.95, true, s_second) with { Run = "second", IsDecisive = true },
            Some.Prediction(items[1], "new", 0.5, false, s_second) with { Run = "second", IsDecisive = true },
            Some.Prediction(items[2], "new", 0.5, false, s_second) with { Run = "third" },
        ];
        for (var time = 0; time < 2; time++)
        {
            await Catalogue.WritePredictionsAsync(dataset, items, decided, None);

            Assert.Equal(["0.png"], await NamesAsync(new() { Label = "new" }));
            Assert.Equal(["2.png", "3.png"], (await NamesAsync(new() { Label = "old" })).Order());
            Assert.Equal(["0.png", "2.png", "3.png"], (await NamesAsync(new() { State = ItemState.PseudoLabelled })).Order());
            Assert.Equal(["1.png"], await NamesAsync(new() { State = ItemState.Unlabelled }));
            var manifest = await Catalogue.ReadManifestAsync(dataset, items[0].Pack, None);
            Assert.Equal(["new", null, "old", "old"], manifest.OrderBy(item => item.Name, StringComparer.Ordinal).Select(item => item.Label));
            var old = await Catalogue.ReadPredictionsAsync(dataset, items[0].Pack, Some.Model, None);
            Assert.Equal([items[2].Id, items[3].Id], old.Where(row => row.IsPseudoLabel && row.Run == "run").Select(row => row.ItemId).OrderBy(id => id == items[3].Id));
        }
    }

    [Theory]
    [InlineData("plain.png")]
    [InlineData("100% / \\ # ? | ' \" & + ; = é 東京 😀.png")]
    [InlineData("tab\tnew\nline\u0085.png")]
    public async Task AddAsync_NastyOrLongNames_AreFoundAsTheyAre(string name)
    {
        foreach (var path in new[] { name, string.Concat(Enumerable.Repeat("long/", 180)) + name })
        {
            var item = Some.Item(dataset, path);
            await Catalogue.AddAsync(dataset, new() { Items = [item] }, None);
            await Catalogue.AddAsync(dataset, new() { Names = [Some.Name(item), Some.Name(item, "other/" + path)] }, None);
            await Catalogue.AnnotateAsync(dataset, [new() { Path = "other/" + path, Source = "Müller / 2", Label = name, Text = name }], None);

            await Catalogue.ClaimAsync(dataset, "b1", [(item.Id, item.Pack)], None);
            Assert.Equal([path], await NamesAsync(new() { NamePrefix = path }));
            Assert.Contains(path, await NamesAsync(new() { Label = name }));
            var details = await Catalogue.DescribeAsync(dataset, item.Id, None);
            Assert.Equal([path, "other/" + path], details!.Names);
            var annotation = Assert.Single(details.Annotations);
            Assert.Equal((name, name, "Müller / 2"), (annotation.Label, annotation.Text, annotation.Source));
            Assert.Equal(item with { State = ItemState.Annotated }, details.Item);
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.PositiveInfinity)]
    public async Task WritePredictionsAsync_ConfidenceOutOfRange_IsRefused(double confidence)
    {
        var item = Some.Item(dataset, "a.png");

        var error = await Assert.ThrowsAsync<WinnowException>(
            () => Catalogue.WritePredictionsAsync(dataset, [item], [Some.Prediction(item, "x", confidence)], None));

        Assert.Equal(ErrorCodes.InvalidRequest, error.Code);
        Assert.Empty(await Catalogue.ReadPredictionsAsync(dataset, item.Pack, Some.Model, None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task WritePredictionsAsync_ConfidenceAtABound_IsFoundByIt(double confidence)
    {
        var item = Some.Item(dataset, "a.png");
        await Catalogue.AddAsync(dataset, new() { Items = [item] }, None);
        await Catalogue.WritePredictionsAsync(dataset, [item], [Some.Prediction(item, "x", confidence)], None);

        var query = new ItemQuery { Model = Some.Model.ToString(), MinimumConfidence = confidence, MaximumConfidence = confidence };
        Assert.Equal(confidence, Assert.Single(await QueryAsync(query)).Confidence);
    }

    [Fact]
    public async Task AnnotateAsync_TextOverTheLimit_IsRefusedAndLongTextsBelowItAreKept()
    {
        var text = new string('漢', Storage.Catalogue.LongestText);
        var items = Enumerable.Range(0, 60).Select(i => Some.Item(dataset, $"{i:D3}.png", position: i)).ToList();
        await Catalogue.AddAsync(dataset, new() { Items = items }, None);
        await Catalogue.AddAsync(dataset, new() { Names = [.. items.Select(item => Some.Name(item))] }, None);

        await Catalogue.AnnotateAsync(dataset, [.. items.Select(item => new NamedAnnotation { Path = item.Name, Text = text })], None);
        var error = await Assert.ThrowsAsync<WinnowException>(
            () => Catalogue.AnnotateAsync(dataset, [new() { Path = "000.png", Text = text + "!" }], None));

        Assert.Equal(ErrorCodes.InvalidRequest, error.Code);
        var annotations = await Catalogue.ReadAnnotationsAsync(dataset, items[0].Pack, None);
        Assert.Equal(60, annotations.Count(annotation => annotation.Text == text));
        Assert.All(await QueryAsync(new() { State = ItemState.Annotated }), row => Assert.Equal(text[..256], row.Text));
    }

    [Fact]
    public async Task AllWrites_OfNothing_DoNothing()
    {
        await Catalogue.AddAsync(dataset, new() { Items = [] }, None);
        await Catalogue.WritePredictionsAsync(dataset, [], [], None);

        Assert.Equal(0, await Catalogue.AddAsync(dataset, new() { Names = [] }, None));
        Assert.Equal(new AnnotateResult(0, 0), await Catalogue.AnnotateAsync(dataset, [], None));
        Assert.Empty(await QueryAsync(new()));
        Assert.Empty(await QueryAsync(new() { NamePrefix = "a" }));
        Assert.Null(await Catalogue.FindAsync(dataset, "../x", None));
        Assert.Null(await Catalogue.DescribeAsync(dataset, Some.Id("nothing"), None));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("e30")]
    [InlineData("bnVsbA")]
    [InlineData("<script>")]
    public async Task QueryAsync_ForeignContinuation_IsRefused(string continuation)
    {
        var error = await Assert.ThrowsAsync<WinnowException>(() => Catalogue.QueryAsync(dataset, new(), 10, continuation, None));

        Assert.Equal(ErrorCodes.InvalidRequest, error.Code);
    }

    [Fact]
    public async Task QueryAsync_ContinuationOfAnotherQuery_IsRefused()
    {
        await Catalogue.AddAsync(dataset, new() { Items = [Some.Item(dataset, "a.png"), Some.Item(dataset, "b.png", position: 1)] }, None);
        var page = await Catalogue.QueryAsync(dataset, new(), 1, null, None);
        Assert.NotNull(page.Continuation);

        await Assert.ThrowsAsync<WinnowException>(
            () => Catalogue.QueryAsync(dataset, new() { State = ItemState.Unlabelled }, 1, page.Continuation, None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task QueryAsync_LimitOutOfRange_IsRefused(int limit) =>
        await Assert.ThrowsAsync<WinnowException>(() => Catalogue.QueryAsync(dataset, new(), limit, null, None));

    private async Task<IReadOnlyList<ItemSummary>> QueryAsync(ItemQuery query) =>
        (await Catalogue.QueryAsync(dataset, query, 1000, null, None)).Value;

    private async Task<IEnumerable<string>> NamesAsync(ItemQuery query) => (await QueryAsync(query)).Select(item => item.Name);
}

using System.Text;
using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.Ingestion;

public sealed class IngestShardTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task IngestShard_BadFilesAmongGoodOnes_QuarantinesEachWithItsReason()
    {
        await using var world = new IngestionWorld(azurite);
        await world.DropAsync(
            ("good-1.png", Some.Png(seed: 1)),
            ("good-2.jpg", Some.Jpeg(seed: 2)),
            ("good-3.txt", Some.Text("One line of text.\n")),
            ("truncated.png", Some.TruncatedPng()),
            ("text.png", Some.Text("This is not an image, whatever its name says.")),
            ("empty.png", []),
            ("evil.zip", Some.ZipWithEntry("../evil.png")),
            ("bomb.zip", Some.ZipBomb()),
            ("huge.png", Some.HugePngHeader()));

        var counts = await world.RunAsync();

        Assert.Equal((9, 3, 6), (counts.Drops, counts.Items, counts.Quarantined));
        var refused = (await world.QuarantinedAsync()).ToDictionary(file => file.Name, file => file.Code);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["truncated.png"] = RefusalCodes.TruncatedImage,
                ["text.png"] = RefusalCodes.TypeMismatch,
                ["empty.png"] = RefusalCodes.Empty,
                ["evil.zip"] = RefusalCodes.UnsafeEntryName,
                ["bomb.zip"] = RefusalCodes.ArchiveBomb,
                ["huge.png"] = RefusalCodes.TooManyPixels,
            },
            refused);
        Assert.Equal(["good-1.png", "good-2.jpg", "good-3.txt"], (await world.ItemsAsync()).Select(item => item.Name).Order());
        Assert.Empty(await world.IncomingAsync());
        Assert.Equal(0, await world.Intake.CountPendingAsync(world.Dataset, default));
    }

    [Fact]
    public async Task IngestShard_RefusedFile_KeepsItsBytesAndReason()
    {
        await using var world = new IngestionWorld(azurite);
        var bytes = Some.TruncatedPng();
        await world.DropAsync("broken/a.png", bytes);

        await world.RunAsync();

        var refused = Assert.Single(await world.QuarantinedAsync());
        var blob = world.Clients.Quarantine.GetBlobClient(refused.BlobPath);
        Assert.Equal(bytes, (await blob.DownloadContentAsync()).Value.Content.ToArray());
        var metadata = (await blob.GetPropertiesAsync()).Value.Metadata;
        Assert.Equal(RefusalCodes.TruncatedImage, metadata["code"]);
        Assert.Equal(refused.Reason, Uri.UnescapeDataString(metadata["reason"]));
    }

    [Fact]
    public async Task IngestShard_BadEntryInArchive_RefusesItAlone()
    {
        await using var world = new IngestionWorld(azurite);
        var broken = Some.TruncatedPng();
        await world.DropAsync("in/a.zip", Some.Zip(("good.png", Some.Png(seed: 1)), ("bad.png", broken), ("more/good.png", Some.Png(seed: 2))));

        var counts = await world.RunAsync();

        Assert.Equal((1, 2, 1), (counts.Drops, counts.Items, counts.Quarantined));
        Assert.Equal(["in/good.png", "in/more/good.png"], (await world.ItemsAsync()).Select(item => item.Name).Order());
        var refused = Assert.Single(await world.QuarantinedAsync());
        Assert.Equal(("in/a.zip/bad.png", RefusalCodes.TruncatedImage), (refused.Name, refused.Code));
        Assert.Equal(broken, (await world.Clients.Quarantine.GetBlobClient(refused.BlobPath).DownloadContentAsync()).Value.Content.ToArray());
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    public async Task IngestShard_Archive_NamesEntriesAsIfUnpackedThere(string extension)
    {
        await using var world = new IngestionWorld(azurite);
        (string, byte[])[] entries = [("train/3/a.png", Some.Png(seed: 1)), ("notes.txt", Some.Text("A note."))];
        var archive = extension switch { "zip" => Some.Zip(entries), "tar" => Some.Tar(entries), _ => Some.TarGz(entries) };
        await world.DropAsync($"all.{extension}", archive);

        var counts = await world.RunAsync();

        Assert.Equal((1, 2, 0), (counts.Drops, counts.Items, counts.Quarantined));
        var items = (await world.ItemsAsync()).ToDictionary(item => item.Name);
        Assert.Equal(("train", "image/png", 28, 28), (items["train/3/a.png"].Split, items["train/3/a.png"].MediaType, items["train/3/a.png"].Width, items["train/3/a.png"].Height));
        Assert.Equal("A note.", Encoding.UTF8.GetString(await world.Packs.ReadAsync(items["notes.txt"], default)));
    }

    [Fact]
    public async Task IngestShard_WebDataset_AnnotatesTheImageOfEachSample()
    {
        await using var world = new IngestionWorld(azurite);
        await world.DropAsync("w.tar", Some.Tar(
            ("0001.png", Some.Png(seed: 1)), ("0001.cls", Some.Text("cat")),
            ("0002.png", Some.Png(seed: 2)), ("0002.txt", Some.Text("hello"))));

        var counts = await world.RunAsync();

        Assert.Equal((2, 2, 0, 0), (counts.Items, counts.Annotations, counts.WaitingAnnotations, counts.Quarantined));
        Assert.Equal(("cat", null), await AnnotationOfAsync(world, "0001.png"));
        Assert.Equal((null, "hello"), await AnnotationOfAsync(world, "0002.png"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task IngestShard_AnnotationsBeforeOrAfterTheirFiles_AreJoined(bool annotationsFirst)
    {
        await using var world = new IngestionWorld(azurite);
        var csv = Some.Text("file_name,label\na.png,cat\nsub/b.png,dog\nmissing.png,cow\n");
        (string, byte[])[] images = [("x/a.png", Some.Png(seed: 1)), ("x/sub.zip", Some.Zip(("sub/b.png", Some.Png(seed: 2))))];
        if (annotationsFirst)
            await world.DropAsync("x/labels.csv", csv);
        else
            await world.DropAsync(images);
        var first = await world.RunAsync();
        if (annotationsFirst)
            await world.DropAsync(images);
        else
            await world.DropAsync("x/labels.csv", csv);
        var second = await world.RunAsync();

        Assert.Equal(("cat", null), await AnnotationOfAsync(world, "x/a.png"));
        Assert.Equal(("dog", null), await AnnotationOfAsync(world, "x/sub/b.png"));
        var counts = first + second;
        Assert.Equal((2, 3, 1), (counts.Items, counts.Annotations, counts.WaitingAnnotations));
        Assert.All(await world.ItemsAsync(), item => Assert.Equal(ItemState.Annotated, item.State));
    }

    [Fact]
    public async Task IngestShard_AnnotationRowsThatCannotBeUsed_AreRefusedAlone()
    {
        await using var world = new IngestionWorld(azurite);
        await world.Datasets.EnsureAsync(new Dataset { Name = world.Dataset, Classes = ["cat", "dog"], CreatedAt = DateTimeOffset.UnixEpoch }, default);
        await world.DropAsync(
            ("a.png", Some.Png(seed: 1)),
            ("labels.csv", Some.Text("file_name,label\na.png,cat\nb.png,unicorn\na.png,dog\n../c.png,cat\n")));

        var counts = await world.RunAsync();

        Assert.Equal((1, 1, 3), (counts.Items, counts.Annotations, counts.Quarantined));
        var refused = (await world.QuarantinedAsync()).ToDictionary(file => file.Name, file => file.Code);
        Assert.Equal(RefusalCodes.UnknownClass, refused["labels.csv:3"]);
        Assert.Equal(RefusalCodes.ConflictingAnnotation, refused["labels.csv:4"]);
        Assert.Contains("labels.csv:5", refused.Keys);
    }

    [Fact]
    public async Task IngestShard_SameContentTwiceInOneShard_IsOneItemWithTwoNames()
    {
        await using var world = new IngestionWorld(azurite);
        await world.DropAsync(("a.txt", Some.Text("content 5")), ("b.txt", Some.Text("content 5")));

        var counts = await world.RunAsync();

        await AssertOneItemAsync(world, counts, "a.txt", "b.txt");
    }

    [Fact]
    public async Task IngestShard_SameContentTwiceInOneArchive_IsOneItemWithTwoNames()
    {
        await using var world = new IngestionWorld(azurite);
        var others = Enumerable.Range(100, 520).Select(i => ($"z{i}.txt", Some.Text($"text {i}")));
        await world.DropAsync("a.zip", Some.Zip([("a.png", Some.Png(seed: 5)), .. others, ("zz.png", Some.Png(seed: 5))]));

        var counts = await world.RunAsync();

        Assert.Equal((521, 1), (counts.Items, counts.Duplicates));
        await AssertNamesAsync(world, "a.png", "zz.png");
    }

    [Fact]
    public async Task IngestShard_SameContentInShardsAtTheSameTime_IsOneItem()
    {
        await using var world = new IngestionWorld(azurite);
        var archive = Some.Zip([.. Enumerable.Range(0, 80).Select(i => ($"{i}.txt", Some.Text($"text {i}")))]);
        for (var i = 0; i < 4; i++)
            await world.DropAsync($"{i}/a.zip", archive);

        var counts = await world.RunAsync(atOnce: true);

        Assert.Equal((4, 80, 240), (counts.Drops, counts.Items, counts.Duplicates));
        var items = await world.ItemsAsync();
        Assert.Equal(80, items.DistinctBy(item => item.Id).Count());
        Assert.Equal(80, items.Count);
        Assert.Equal(4, (await world.Catalogue.DescribeAsync(world.Dataset, items[0].Id, default))!.Names.Count);
    }

    [Fact]
    public async Task IngestShard_SameContentInALaterBatch_IsADuplicate()
    {
        await using var world = new IngestionWorld(azurite);
        await world.DropAsync("a.png", Some.Png(seed: 5));
        var first = await world.RunAsync();
        await world.DropAsync(("a.png", Some.Png(seed: 5)), ("c/b.zip", Some.Zip(("b.png", Some.Png(seed: 5)))));
        var second = await world.RunAsync();

        Assert.Equal((1, 0, 2), (first.Items, second.Items, second.Duplicates));
        await AssertNamesAsync(world, "a.png", "c/b.png");
    }

    [Fact]
    public async Task IngestShard_DropOverwrittenBeforeItIsRead_BelongsToTheNextBatch()
    {
        await using var world = new IngestionWorld(azurite);
        await world.DropAsync("a.txt", Some.Text("content 1"));
        var batch = await world.TakeAsync();
        await world.DropAsync("a.txt", Some.Text("content 2"));

        var first = await world.IngestAsync(batch!);
        Assert.Equal((0, 0), (first.Drops, first.Items));
        Assert.Single(await world.IncomingAsync());

        var second = await world.RunAsync();
        Assert.Equal((1, 1), (second.Drops, second.Items));
        Assert.Empty(await world.IncomingAsync());
    }

    [Fact]
    public async Task IngestShard_DropOverwrittenBeforeItIsDeleted_StaysAndIsADropOfItsOwn()
    {
        await using var world = new IngestionWorld(azurite);
        await world.DropAsync("a.txt", Some.Text("content 1"));
        var batch = await world.TakeAsync();
        world.Probe.Before = (_, name) => name == "WriteResultAsync" ? world.DropAsync("a.txt", Some.Text("content 2")) : Task.CompletedTask;
        var first = await world.IngestAsync(batch!);
        world.NewProbe();
        var second = await world.RunAsync();

        Assert.Equal((1, 1), (first.Items, second.Items));
        Assert.Equal(2, (await world.ItemsAsync()).Count);
        Assert.Empty(await world.IncomingAsync());
    }

    [Fact]
    public async Task IngestShard_DropDeletedBeforeItIsRead_CountsAsNothing()
    {
        await using var world = new IngestionWorld(azurite);
        await world.DropAsync("a.txt", Some.Text("content 1"));
        var batch = await world.TakeAsync();
        await world.Incoming("a.txt").DeleteAsync();

        var counts = await world.IngestAsync(batch!);

        Assert.Equal(new IngestCounts(), counts with { WorkSeconds = 0 });
        Assert.Equal(0, await world.Intake.CountPendingAsync(world.Dataset, default));
        Assert.Equal(0, (await world.Datasets.GetTotalsAsync(world.Dataset, default)).Batches);
    }

    [Fact]
    public async Task IngestShard_FileThatAParserChokesOn_IsQuarantinedAndTheRestGoesOn()
    {
        // Without limits the archive parser fails with a NullReferenceException: a stand-in for any bug in a parser.
        await using var world = new IngestionWorld(azurite, options => options.Archives = null!);
        await world.DropAsync(("a.png", Some.Png(seed: 1)), ("b", Some.Zip(("x.png", Some.Png(seed: 2)))), ("c.png", Some.Png(seed: 3)));

        var counts = await world.RunAsync();

        Assert.Equal((3, 2, 1), (counts.Drops, counts.Items, counts.Quarantined));
        Assert.Equal(RefusalCodes.Failed, Assert.Single(await world.QuarantinedAsync()).Code);
    }

    [Fact]
    public async Task IngestShard_StorageFaultWhileReading_FailsTheShardAndQuarantinesNothing()
    {
        await using var world = new IngestionWorld(azurite);
        await world.DropAsync("a.zip", Some.Zip(("a.png", Some.Png(seed: 1))));
        var batch = await world.TakeAsync();
        world.Probe.Before = (_, name) => name == "ClaimAsync" ? throw new InvalidDataException("looks like a bad file, but is the store") : Task.CompletedTask;

        await Assert.ThrowsAsync<InvalidDataException>(() => world.IngestAsync(batch!));
        world.NewProbe();
        var counts = await world.IngestAsync(batch!);

        Assert.Equal((1, 1, 0), (counts.Drops, counts.Items, counts.Quarantined));
        Assert.Empty(await world.QuarantinedAsync());
    }

    [Fact]
    public async Task IngestShard_OfAFinishedBatch_DoesNothing()
    {
        await using var world = new IngestionWorld(azurite);
        await world.DropAsync("a.txt", Some.Text("content 1"));
        var batch = await world.TakeAsync();
        await world.IngestAsync(batch!);
        var before = await world.SnapshotAsync();

        Assert.Equal(new IngestCounts(), await world.NewActivities().IngestShard(new(world.Dataset, batch!.Batch, 0), default));
        Assert.Null(await world.TakeAsync(batch.Batch));
        Assert.Equal(before, await world.SnapshotAsync());
    }

    [Fact]
    public async Task TakeBatch_BatchThatWasNeverFinished_ComesFirst()
    {
        await using var world = new IngestionWorld(azurite);
        await world.DropAsync("a.txt", Some.Text("content 1"));
        var first = await world.TakeAsync("b1");
        await world.DropAsync("b.txt", Some.Text("content 2"));

        Assert.Equal(first, await world.TakeAsync("b2"));
        await world.IngestAsync(first!);
        var second = await world.TakeAsync("b3");
        Assert.Equal(("b3", 1), (second!.Batch, second.Drops));
    }

    private static async Task AssertOneItemAsync(IngestionWorld world, IngestCounts counts, params string[] names)
    {
        Assert.Equal((1, names.Length - 1), (counts.Items, counts.Duplicates));
        Assert.Single(await world.ItemsAsync());
        await AssertNamesAsync(world, names);
    }

    private static async Task AssertNamesAsync(IngestionWorld world, params string[] names)
    {
        var item = (await world.ItemsAsync()).Single(item => names.Contains(item.Name));
        Assert.Equal(names, (await world.Catalogue.DescribeAsync(world.Dataset, item.Id, default))!.Names.Order());
    }

    private static async Task<(string? Label, string? Text)> AnnotationOfAsync(IngestionWorld world, string name)
    {
        var item = (await world.ItemsAsync()).Single(item => item.Name == name);
        var annotation = Assert.Single(await world.Catalogue.ReadAnnotationsAsync(world.Dataset, item.Pack, default), annotation => annotation.ItemId == item.Id);
        return (annotation.Label, annotation.Text);
    }
}

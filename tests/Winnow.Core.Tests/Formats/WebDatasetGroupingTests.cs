using System.Buffers;
using CsCheck;
using Winnow.Core.Catalogue;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Formats;

public sealed class WebDatasetGroupingTests
{
    private static readonly AnnotationOptions Animals = new() { Classes = ["cat", "dog", "0"] };

    public static TheoryData<string, string, string?, string?, string?> Said => new()
    {
        // name and content of a file beside 1.png; label, text, split
        { "1.cls", "dog\n", "dog", null, null },
        { "1.cls", "1", "dog", null, null },
        { "1.cls", "0", "0", null, null },
        { "1.CLS", " cat ", "cat", null, null },
        { "1.txt", " two words \r\n", null, " two words ", null },
        { "1.json", "{\"label\":\"cat\",\"text\":\"a\\nb\",\"split\":\"val\",\"source\":\"ignored\",\"file_name\":9.5e1}", "cat", "a\nb", "validation" },
        { "1.json", "\uFEFF{\"label\":1,\"text\":\"a\\nb\",\"split\":\"val\",\"width\":3}", "dog", "a\nb", "validation" },
    };

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "1.cls", Some.Text("horse"), RefusalCodes.UnknownClass },
        { "1.cls", Some.Text("3"), RefusalCodes.UnknownClass },
        { "1.cls", [], RefusalCodes.InvalidAnnotation },
        { "1.txt", Some.Text("\n"), RefusalCodes.InvalidAnnotation },
        { "1.txt", [0xE9, 0x20], RefusalCodes.InvalidText },
        { "1.json", Some.Text("{"), RefusalCodes.InvalidAnnotation },
        { "1.json", Some.Text("[]"), RefusalCodes.InvalidAnnotation },
    };

    [Theory]
    [MemberData(nameof(Said))]
    public async Task GroupAsync_AnnotationBesideAnImage_IsAboutIt(string name, string content, string? label, string? text, string? split)
    {
        var sample = Assert.Single(await GroupAsync(Animals, ("b/1.png", Some.Png()), ("b/" + name, Some.Text(content))));
        Assert.Equal("b/1", sample.Key);
        Assert.Equal(["b/1.png"], sample.Files.Select(file => file.Path));
        Assert.Empty(sample.Refusals);
        Assert.Equal(new NamedAnnotation { Path = "a/b/1.png", Label = label, Text = text, Split = split }, Assert.Single(sample.Annotations));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task GroupAsync_BadAnnotation_IsRefusedAlone(string name, byte[] content, string code)
    {
        var sample = Assert.Single(await GroupAsync(Animals, (name, content), ("1.png", Some.Png()), ("1.seg.txt", Some.Text("file"))));
        Assert.Equal(["1.png", "1.seg.txt"], sample.Files.Select(file => file.Path));
        Assert.Equal(("a/x.tar/" + name, code), (Assert.Single(sample.Refusals).Name, sample.Refusals[0].Code));
        Assert.Empty(sample.Annotations);
    }

    [Fact]
    public async Task GroupAsync_CocoFileAmongImages_StaysAFileAndDetailsOfASampleAreIgnored()
    {
        var coco = Some.Text("{\"images\":[{\"id\":1,\"file_name\":\"1.png\"}],\"annotations\":[]}");
        var samples = await GroupAsync(Animals, ("1.png", Some.Png()), ("1.json", Some.Text("{\"label\":\"cat\",\"objects\":{},\"tags\":7}")), ("all.json", coco));
        Assert.Equal(new NamedAnnotation { Path = "a/1.png", Label = "cat" }, Assert.Single(samples[0].Annotations));
        Assert.Equal(("all.json", ContentKind.AnnotationCoco), (Assert.Single(samples[1].Files).Path, samples[1].Files[0].Kind));
    }

    [Fact]
    public async Task GroupAsync_SeveralFilesOfASample_AreJoinedForEachImage()
    {
        var sample = Assert.Single(await GroupAsync(Animals,
            ("1.cls", Some.Text("cat")), ("1.png", Some.Png()), ("1.left.jpg", Some.Jpeg()), ("1.txt", Some.Text("t")), ("1.json", Some.Text("{\"split\":\"test\"}"))));
        var said = new NamedAnnotation { Path = "a/1.png", Label = "cat", Text = "t", Split = "test" };
        Assert.Equal([said, said with { Path = "a/1.left.jpg" }], sample.Annotations);
        Assert.Empty(sample.Refusals);
    }

    [Fact]
    public async Task GroupAsync_FilesThatDisagree_LeaveTheFirst()
    {
        var sample = Assert.Single(await GroupAsync(Animals, ("1.png", Some.Png()), ("1.cls", Some.Text("cat")), ("1.json", Some.Text("{\"label\":\"dog\"}"))));
        Assert.Equal("cat", Assert.Single(sample.Annotations).Label);
        Assert.Equal(("a/x.tar/1.json", RefusalCodes.ConflictingAnnotation), (Assert.Single(sample.Refusals).Name, sample.Refusals[0].Code));
    }

    [Fact]
    public async Task GroupAsync_MetadataThatSaysNothing_IsIgnored()
    {
        var sample = Assert.Single(await GroupAsync(Animals, ("1.png", Some.Png()), ("1.json", Some.Text("{\"url\":\"x\"}"))));
        Assert.Empty(sample.Annotations);
        Assert.Empty(sample.Refusals);
        Assert.Single(sample.Files);
    }

    [Fact]
    public async Task GroupAsync_AnImageThatWillBeRefused_KeepsItsAnnotations()
    {
        var samples = await GroupAsync(Animals, ("1.png", []), ("1.cls", Some.Text("cat")));
        Assert.Equal("a/1.png", Assert.Single(Assert.Single(samples).Annotations).Path);
    }

    [Fact]
    public async Task GroupAsync_EntryRefusedByTheReader_IsAFile()
    {
        var refusal = new Refusal("a/x.tar/1.json", RefusalCodes.TooLarge, "…");
        var samples = await GroupAsync(Animals, [Entry("1.png", Some.Png()), new ArchiveEntry("1.json", ContentKind.Unknown, null, 0, refusal)]);
        Assert.Equal(refusal, Assert.Single(samples).Files[1].Refusal);
    }

    [Fact]
    public async Task GroupAsync_NoImage_ComesOutAsItWentIn()
    {
        var names = new[] { "1.txt", "1.json", "1.cls", "labels.csv", "README", "b/.hidden", "b/.hidden", "b.c/x", "b.c/y" };
        var samples = await GroupAsync(Animals, [.. names.Select(name => (name, Some.Text("x")))]);
        Assert.Equal(names, samples.SelectMany(sample => sample.Files).Select(file => file.Path));
        Assert.Equal(["1", "labels", "README", "b/.hidden", "b/.hidden", "b.c/x", "b.c/y"], samples.Select(sample => sample.Key));
        Assert.All(samples, sample => Assert.Empty(sample.Annotations));
    }

    [Fact]
    public async Task GroupAsync_SameKeyElsewhere_IsAnotherSample()
    {
        var samples = await GroupAsync(Animals, ("1.png", Some.Png()), ("b/1.cls", Some.Text("cat")), ("1.cls", Some.Text("dog")));
        Assert.Equal(["1", "b/1", "1"], samples.Select(sample => sample.Key));
        Assert.All(samples, sample => Assert.Empty(sample.Annotations));
    }

    [Fact]
    public async Task GroupAsync_EndlessSample_IsCut()
    {
        var entries = Enumerable.Range(0, 70).Select(index => ($"1.{index}.png", Some.Png())).ToArray();
        var samples = await GroupAsync(Animals, entries);
        Assert.Equal([32, 32, 6], samples.Select(sample => sample.Files.Count));

        var large = new byte[WebDatasetGrouping.MaxBytes / 2];
        samples = await GroupAsync(Animals, [.. entries[..5].Select(entry => (entry.Item1, large))]);
        Assert.Equal([2, 2, 1], samples.Select(sample => sample.Files.Count));
    }

    [Fact]
    public async Task GroupAsync_DisposesWhatItDoesNotHandOut()
    {
        var entries = new[] { Entry("1.png", Some.Png()), Entry("1.cls", Some.Text("cat")), Entry("2.png", Some.Png()) };
        await foreach (var sample in WebDatasetGrouping.GroupAsync("x.tar", entries.ToAsyncEnumerable(), Animals, CancellationToken.None))
        {
            sample.Dispose();
            break;
        }

        Assert.All(entries, entry => Assert.Throws<ObjectDisposedException>(() => entry.Content));
    }

    [Fact]
    public async Task GroupAsync_AnyNames_KeepsEveryFileInOrder() =>
        await Gen.Char["a1./"].Array[1, 6].Select(name => new string(name)).Array[0, 50].SampleAsync(async names =>
        {
            var samples = await GroupAsync(Animals, [.. names.Select(name => (name, Some.Text("x")))]);
            Assert.Equal(names, samples.SelectMany(sample => sample.Files).Select(file => file.Path));
        }, iter: 500);

    [Theory]
    [InlineData(ContentKind.Tar)]
    [InlineData(ContentKind.TarGz)]
    public async Task GroupAsync_RealArchive_GivesItsSamples(ContentKind kind)
    {
        (string, byte[])[] files =
        [
            ("b/1.png", Some.Png()), ("b/1.cls", Some.Text("cat")), ("b/2.jpg", Some.Jpeg()), ("b/2.txt", Some.Text("zwei\n")), ("b/labels.csv", Some.Text("file_name,label\n")),
        ];
        using var archive = new MemoryStream(kind is ContentKind.Tar ? Some.Tar(files) : Some.TarGz(files));
        var entries = ArchiveReader.ReadEntriesAsync("a/x.tar", kind, archive, ArchiveLimits.Default, CancellationToken.None);
        var said = new List<NamedAnnotation>();
        var paths = new List<string>();
        await foreach (var sample in WebDatasetGrouping.GroupAsync("a/x.tar", entries, Animals, CancellationToken.None))
        {
            using (sample)
            {
                said.AddRange(sample.Annotations);
                paths.AddRange(sample.Files.Select(file => $"{file.Path} {file.Content.Length}"));
            }
        }

        Assert.Equal([new() { Path = "a/b/1.png", Label = "cat" }, new() { Path = "a/b/2.jpg", Text = "zwei" }], said);
        Assert.Equal([$"b/1.png {Some.Png().Length}", $"b/2.jpg {Some.Jpeg().Length}", "b/labels.csv 16"], paths);
    }

    private static ArchiveEntry Entry(string path, byte[] content)
    {
        var pooled = ArrayPool<byte>.Shared.Rent(content.Length + 1);
        content.CopyTo(pooled, 0);
        return new(path, ContentSniffer.Sniff(path, content, isWhole: true), pooled, content.Length, null);
    }

    private static Task<List<WebDatasetSample>> GroupAsync(AnnotationOptions options, params (string Path, byte[] Content)[] entries) =>
        GroupAsync(options, entries.Select(entry => Entry(entry.Path, entry.Content)).ToList());

    private static async Task<List<WebDatasetSample>> GroupAsync(AnnotationOptions options, List<ArchiveEntry> entries)
    {
        var samples = new List<WebDatasetSample>();
        await foreach (var sample in WebDatasetGrouping.GroupAsync("a/x.tar", entries.ToAsyncEnumerable(), options, CancellationToken.None))
        {
            samples.Add(sample);
        }

        return samples;
    }
}

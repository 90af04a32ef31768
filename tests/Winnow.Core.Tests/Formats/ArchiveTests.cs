using System.Formats.Tar;
using CsCheck;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Formats;

public sealed class ArchiveTests
{
    private static readonly (string Name, byte[] Content)[] Files =
    [
        ("a.png", Some.Png()), ("folder/b.txt", Some.Text()), ("folder/deeper/" + new string('c', 120) + ".txt", Some.Text("a long name")), ("empty.txt", []),
    ];

    public static TheoryData<ContentKind> Kinds => [ContentKind.Zip, ContentKind.Tar, ContentKind.TarGz];

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReadEntries_GivesEveryFile_InOrder(ContentKind kind)
    {
        var archive = Pack(kind, Files);

        Assert.Null(await InspectAsync(kind, archive));
        Assert.Equal(Files.Select(file => (file.Name, Convert.ToHexString(file.Content))), await ReadAsync(kind, archive));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReadEntries_AnyFiles_ComeBackAsTheyWentIn(ContentKind kind)
    {
        var files = Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 150], Gen.Byte.Array[0, 5000])[1, 12];
        await files.SampleAsync(async wanted =>
        {
            var archive = Pack(kind, [.. wanted.Select(file => (file.Key, file.Value))]);
            Assert.Equal(wanted.Select(file => (file.Key, Convert.ToHexString(file.Value))), await ReadAsync(kind, archive));
        }, iter: 50);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReadEntries_Folders_AndWhatDesktopsLeave_AreSkipped(ContentKind kind)
    {
        var archive = Pack(kind, [("__MACOSX/._a.png", [1]), (".DS_Store", [1]), ("x/Thumbs.db", [1]), ("x/._b", [1]), ("x/kept.txt", Some.Text())]);

        Assert.Equal(["x/kept.txt"], (await ReadAsync(kind, archive)).Select(file => file.Path));
    }

    [Theory]
    [InlineData("../evil.png")]
    [InlineData("a/../../evil.png")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/evil.png")]
    [InlineData("a\\..\\evil.png")]
    [InlineData("a/\u0007.png")]
    [InlineData("a//b.png")]
    public async Task Inspect_UnsafeName_RefusesTheWholeArchive(string entry)
    {
        var refusal = await InspectAsync(ContentKind.Zip, Some.Zip(("good.png", Some.Png()), (entry, Some.Png())));

        Assert.Equal(("archive", RefusalCodes.UnsafeEntryName), (refusal?.Name, refusal?.Code));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Inspect_SameNameTwice_RefusesTheWholeArchive(ContentKind kind) =>
        Assert.Equal(RefusalCodes.DuplicateEntry, (await InspectAsync(kind, Pack(kind, [("a", [1]), ("a", [2])])))?.Code);

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public async Task Inspect_Link_RefusesTheWholeArchive(TarEntryType type)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, leaveOpen: true))
            tar.WriteEntry(new PaxTarEntry(type, "link") { LinkName = "/etc/passwd" });

        Assert.Equal(RefusalCodes.UnsafeEntry, (await InspectAsync(ContentKind.Tar, stream.ToArray()))?.Code);
    }

    [Fact]
    public async Task Inspect_ZipBomb_IsRefusedByItsRatio()
    {
        var refusal = await InspectAsync(ContentKind.Zip, Some.ZipBomb());

        Assert.Equal(RefusalCodes.ArchiveBomb, refusal?.Code);
        Assert.Contains("the limit is 200 times", refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_GzipBomb_IsRefusedByItsRatio() =>
        Assert.Equal(RefusalCodes.ArchiveBomb, (await InspectAsync(ContentKind.TarGz, Some.TarGz(("zeros.bin", new byte[16 << 20])), new() { MaxRatio = 50 }))?.Code);

    [Fact]
    public async Task Inspect_ZipThatUnderstatesASize_IsCorrupt()
    {
        var zip = Some.Zip(("zeros.bin", new byte[100_000]));
        // Central directory header: the unpacked size is 24 bytes after its signature.
        var header = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.GetBytes(1000u).CopyTo(zip, header + 24);

        Assert.Equal(RefusalCodes.CorruptArchive, (await InspectAsync(ContentKind.Zip, zip))?.Code);
    }

    [Fact]
    public async Task Inspect_EncryptedZip_IsUnsupported()
    {
        var zip = Some.Zip(("a.txt", Some.Text()));
        var header = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        zip[header + 8] |= 1;
        zip[6] |= 1;

        Assert.Equal(RefusalCodes.UnsupportedArchive, (await InspectAsync(ContentKind.Zip, zip))?.Code);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Inspect_CutAnywhere_IsCorrupt(ContentKind kind)
    {
        var archive = Pack(kind, Files);
        // The end marker of a tar is two blocks of zeros; one of them is enough, and padding follows.
        var end = kind is ContentKind.Zip ? archive.Length : kind is ContentKind.Tar ? archive.AsSpan().LastIndexOfAnyExcept((byte)0) : archive.Length - 40;
        for (var length = 40; length < end; length += Math.Max(1, end / 60))
            Assert.Equal(RefusalCodes.CorruptArchive, (await InspectAsync(kind, archive[..length]))?.Code);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Inspect_OneFlippedContentByte_IsCorrupt_WhereTheFormatHasAChecksum(ContentKind kind)
    {
        var content = new byte[3000];
        new Random(7).NextBytes(content);
        var archive = Pack(kind, [("noise.bin", content)]);
        archive[archive.Length / 2] ^= 0x10;

        Assert.Equal(kind is ContentKind.Tar ? null : RefusalCodes.CorruptArchive, (await InspectAsync(kind, archive))?.Code);
    }

    [Fact]
    public async Task Inspect_TooManyEntriesOrBytes_IsRefused()
    {
        var zip = Some.Zip(("a", [1]), ("b", [2]), ("c", [3]));

        Assert.Equal(RefusalCodes.ArchiveBomb, (await InspectAsync(ContentKind.Zip, zip, new() { MaxEntries = 2 }))?.Code);
        Assert.Equal(RefusalCodes.ArchiveBomb, (await InspectAsync(ContentKind.Zip, zip, new() { MaxTotalBytes = 2 }))?.Code);
        Assert.Null(await InspectAsync(ContentKind.Zip, zip, new() { MaxEntries = 3, MaxTotalBytes = 3 }));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReadEntries_LargeOrNestedEntry_IsRefusedAlone(ContentKind kind)
    {
        var archive = Pack(kind, [("large.bin", new byte[2001]), ("inner.zip", Some.Zip(("a", [1]))), ("good.txt", Some.Text())]);
        var refusals = new List<string?>();
        using var stream = new MemoryStream(archive);
        await foreach (var entry in ArchiveReader.ReadEntriesAsync("x.zip", kind, stream, new() { MaxEntryBytes = 2000 }, CancellationToken.None))
        {
            using (entry)
                refusals.Add(entry.Refusal is { } refusal ? $"{refusal.Name} {refusal.Code}" : null);
        }

        Assert.Equal(["x.zip/large.bin too-large", "x.zip/inner.zip nested-archive", null], refusals);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task AnyDamage_GivesARefusal_AndNothingElse(ContentKind kind)
    {
        var archive = Pack(kind, Files);
        await Gen.Select(Gen.Int[0, archive.Length - 1], Gen.Byte, Gen.Int[1, archive.Length]).SampleAsync(async (position, value, length) =>
        {
            var damaged = archive[..length];
            if (position < length)
                damaged[position] = value;
            await InspectAsync(kind, damaged);
            try
            {
                await ReadAsync(kind, damaged);
            }
            catch (RefusedContentException error)
            {
                Assert.Equal("archive", error.Refusal.Name);
            }
        }, iter: 1000);
    }

    private static byte[] Pack(ContentKind kind, (string Name, byte[] Content)[] files) => kind switch
    {
        ContentKind.Zip => Some.Zip(files),
        ContentKind.Tar => Some.Tar(files),
        _ => Some.TarGz(files),
    };

    private static async Task<Refusal?> InspectAsync(ContentKind kind, byte[] archive, ArchiveLimits? limits = null)
    {
        using var stream = new MemoryStream(archive);
        return await ArchiveInspector.InspectAsync("archive", kind, stream, limits ?? ArchiveLimits.Default, CancellationToken.None);
    }

    private static async Task<List<(string Path, string Content)>> ReadAsync(ContentKind kind, byte[] archive)
    {
        List<(string, string)> read = [];
        using var stream = new MemoryStream(archive);
        await foreach (var entry in ArchiveReader.ReadEntriesAsync("archive", kind, stream, ArchiveLimits.Default, CancellationToken.None))
        {
            using (entry)
                read.Add((entry.Path, Convert.ToHexString(entry.Content.Span)));
        }

        return read;
    }
}

using System.Text;
using System.Text.Json;
using CsCheck;
using Winnow.Core.Catalogue;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Tests.Formats;

public sealed class AnnotationReaderTests
{
    private const string File = "a/labels.csv";

    private static readonly Gen<NamedAnnotation> SomeAnnotation =
        from name in Gen.Char["abc dé字,\";"].Array[1, 8]
        from label in Gen.Char["xyz,\" é7"].Array[0, 6]
        from text in Gen.Char["a,\"\r\n 字;\t"].Array[0, 12]
        from split in Gen.OneOf<string?>("train", "validation", "test", null)
        select new NamedAnnotation
        {
            Path = new string(name), Source = "me", Split = split,
            Label = new string(label).Trim() is { Length: > 0 } trimmed ? trimmed : null,
            Text = text.Length == 0 ? null : new string(text),
        };

    private static readonly Gen<NamedAnnotation[]> SomeAnnotations = SomeAnnotation
        .Where(row => row.Label is not null || row.Text is not null || row.Split is not null)
        .Array[0, 12]
        .Select(rows => rows.DistinctBy(row => row.Path).ToArray());

    public static TheoryData<string, string, string?, string?, string?, string> GoodRows => new()
    {
        // content, path, label, text, split, source
        { "file_name,label\nx.png,7\n", "a/x.png", "7", null, null, "ground-truth" },
        { "file_name,label\r\nx.png,7", "a/x.png", "7", null, null, "ground-truth" },
        { "file_name,label\nx.png,7\r", "a/x.png", "7", null, null, "ground-truth" },
        { "\uFEFFfile_name,label\nx.png,7\n", "a/x.png", "7", null, null, "ground-truth" },
        { "\n\nfile_name,label\n\nx.png,7\n\n", "a/x.png", "7", null, null, "ground-truth" },
        { "label ,\"file_name \"\r\n\" 7 \",./b/x.png\r\n", "a/b/x.png", "7", null, null, "ground-truth" },
        { "file_name,text\nx.png,\" He said \"\"no\"\",\r\nand left \"\n", "a/x.png", null, " He said \"no\",\r\nand left ", null, "ground-truth" },
        { "file_name,label,text,split,source,width\nx,cat,Katze,val,A.b_c-1,9\n", "a/x", "cat", "Katze", "validation", "A.b_c-1" },
        { "file_name,split\nx, odd \n", "a/x", null, null, "odd", "ground-truth" },
        { "file_name,label,text\n\"a,b.png\",,\"\"\"\"\n", "a/a,b.png", null, "\"", null, "ground-truth" },
    };

    public static TheoryData<string, string, string?, string?, string?, string> GoodLines => new()
    {
        { "{\"file_name\":\"x.png\",\"label\":\"7\"}", "a/x.png", "7", null, null, "ground-truth" },
        { "\uFEFF\r\n{\"file_name\":\"x.png\",\"label\":7}\r\n", "a/x.png", "7", null, null, "ground-truth" },
        { "{\"text\":\"\\n字\\ud83d\\ude00 \",\"file_name\":\"x\",\"label\":null,\"box\":[1,{}]}\n \n", "a/x", null, "\n字😀 ", null, "ground-truth" },
        { "{\"file_name\":\"x\",\"split\":\"Train\",\"source\":\"me\",\"label\":\"\"}", "a/x", null, null, "train", "me" },
    };

    public static TheoryData<string, string, string> BadRows => new()
    {
        // rows after "file_name,label,text,split,source", code, part of the reason
        { "x,7\n", RefusalCodes.InvalidAnnotation, "2 fields, the header has 5" },
        { "x,7,,,,,\n", RefusalCodes.InvalidAnnotation, "7 fields" },
        { ",7,,,\n", RefusalCodes.InvalidAnnotation, "file_name" },
        { "x,,,,\n", RefusalCodes.InvalidAnnotation, "say at least one" },
        { "x, ,,\" \",me\n", RefusalCodes.InvalidAnnotation, "say at least one" },
        { "../x,7,,,\n", RefusalCodes.InvalidAnnotation, "must not leave its folder" },
        { "/x,7,,,\n", RefusalCodes.InvalidAnnotation, "absolute" },
        { "x,7,,,a b\n", RefusalCodes.InvalidAnnotation, "'a b'" },
        { "x,7,,,é\n", RefusalCodes.InvalidAnnotation, "source" },
        { "x,7,,,0123456789012345678901234567890123456789012345678901234567890123\n", RefusalCodes.InvalidAnnotation, "63" },
        { "x,a\u0001b,,,\n", RefusalCodes.InvalidAnnotation, "control character" },
        { "x,\"a\nb\",,,\n", RefusalCodes.InvalidAnnotation, "control character" },
        { "x,a\"b,,,\n", RefusalCodes.InvalidAnnotation, "quote" },
        { "x,\"a\"b,,,\n", RefusalCodes.InvalidAnnotation, "closing quote" },
        { "x,7,,,\ry,7,,,\n", RefusalCodes.InvalidAnnotation, "carriage return" },
        { "x,7,\"open,,\n", RefusalCodes.InvalidAnnotation, "not closed" },
        { "x,aaaaaaaaaaa,,,\n", RefusalCodes.InvalidAnnotation, "11 characters; the limit is 10" },
        { "x,,aaaaaaaaaaaaaaaaaaaaa,,\n", RefusalCodes.InvalidAnnotation, "21 characters; the limit is 20" },
        { "x,dog,,,\n", RefusalCodes.UnknownClass, "'7', 'cat'" },
        { "x,Cat,,,\n", RefusalCodes.UnknownClass, "'Cat'" },
        { "good.png,cat,,,\n", RefusalCodes.ConflictingAnnotation, "Line 2" },
        { "./good.png,7,t,,ground-truth\n", RefusalCodes.ConflictingAnnotation, "'a/good.png'" },
    };

    public static TheoryData<string, string> BadLines => new()
    {
        { "{", "broken" },
        { "[1]", "an array" },
        { "\"x\"", "a string" },
        { "{\"file_name\":\"x\",\"label\":\"7\"} {}", "broken" },
        { "{\"file_name\":\"x\",\"label\":[\"7\"]}", "'label' is an array" },
        { "{\"file_name\":7,\"label\":\"7\"}", "'file_name' is a number" },
        { "{\"file_name\":\"x\",\"text\":true}", "'text' is a truth value" },
        { "{\"label\":\"7\"}", "no 'file_name'" },
        { "{\"file_name\":\"x\",\"label\":\"7\",\"label\":\"8\"}", "broken" },
        { "{\"file_name\":\"x\",\"text\":\"\\ud800\"}", "surrogate" },
        { "{\"file_name\":\"x\",\"\\ud800\":\"7\",\"label\":\"7\"}", "JSON" },
        { "{\"file_name\":\"x\",\"text\":\"a\\u0000\"}", "U+0000" },
        { "{\"file_name\":\"a\\u0000\",\"text\":\"a\"}", "control character" },
    };

    public static TheoryData<byte[], string, string> BadFiles => new()
    {
        { [], RefusalCodes.InvalidAnnotation, "no header" },
        { "\r\n\n"u8.ToArray(), RefusalCodes.InvalidAnnotation, "no header" },
        { "name,label\nx,7\n"u8.ToArray(), RefusalCodes.InvalidAnnotation, "'name', 'label'" },
        { "file_name;label\nx;7\n"u8.ToArray(), RefusalCodes.InvalidAnnotation, "commas" },
        { "file_name,width\nx,7\n"u8.ToArray(), RefusalCodes.InvalidAnnotation, "none of the columns" },
        { "file_name,label,label\nx,7,8\n"u8.ToArray(), RefusalCodes.InvalidAnnotation, "'label' twice" },
        { "file_name,\"label\n"u8.ToArray(), RefusalCodes.InvalidAnnotation, "header on line 1" },
        { "file_name,label\rx,7\r"u8.ToArray(), RefusalCodes.InvalidAnnotation, "carriage return" },
        { [.. "file_name,label\nx,"u8, 0xE9, .. "\n"u8], RefusalCodes.InvalidText, "0xE9 at offset 18" },
        { [.. "\uFEFFfile_name,label\nx,"u8, 0xE2, 0x82], RefusalCodes.InvalidText, "0xE2 at offset 21" },
        { "file_name,label\nx,\0\n"u8.ToArray(), RefusalCodes.InvalidText, "offset 18" },
        { "file_name,label\na,1\nb,2\nc,3\nd,4\ne,5\nf,6\n"u8.ToArray(), RefusalCodes.TooLarge, "more than 5 rows" },
        { Encoding.UTF8.GetBytes($"file_name,label\nx,\"{new string('\n', 100)}"), RefusalCodes.TooLarge, "line 2 has more than 100 bytes" },
    };

    [Theory]
    [MemberData(nameof(GoodRows))]
    public async Task ReadAsync_GoodCsv_GivesTheAnnotation(string content, string path, string? label, string? text, string? split, string source) =>
        Assert.Equal(
            new NamedAnnotation { Path = path, Label = label, Text = text, Split = split, Source = source },
            Assert.Single(await ReadAsync(content)).Annotation);

    [Theory]
    [MemberData(nameof(GoodLines))]
    public async Task ReadAsync_GoodJsonl_GivesTheAnnotation(string content, string path, string? label, string? text, string? split, string source) =>
        Assert.Equal(
            new NamedAnnotation { Path = path, Label = label, Text = text, Split = split, Source = source },
            Assert.Single(await ReadAsync(content, ContentKind.AnnotationJsonl)).Annotation);

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task ReadAsync_BadCsvRow_IsRefusedAlone(string row, string code, string reason)
    {
        var options = new AnnotationOptions { Classes = ["7", "cat"], MaxLabelChars = 10, MaxTextChars = 20 };
        if (code is not RefusalCodes.UnknownClass and not RefusalCodes.ConflictingAnnotation)
        {
            options = options with { Classes = [] };
        }

        var rows = await ReadAsync($"file_name,label,text,split,source\ngood.png,7,,,\n{row}", options: options);
        Assert.Equal(2, rows.Count);
        Assert.Equal("a/good.png", rows[0].Annotation?.Path);
        Assert.Equal(3, rows[1].Line);
        Assert.Null(rows[1].Annotation);
        Assert.Equal("a/labels.csv:3", rows[1].Refusal?.Name);
        Assert.Equal(code, rows[1].Refusal?.Code);
        Assert.Contains(reason, rows[1].Refusal?.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task ReadAsync_BadJsonLine_IsRefusedAlone(string line, string reason)
    {
        var rows = await ReadAsync($"\n{line}\n{{\"file_name\":\"next\",\"label\":\"7\"}}\n", ContentKind.AnnotationJsonl);
        Assert.Equal("a/next", rows[^1].Annotation?.Path);
        Assert.Equal(2, rows.Count);
        Assert.Equal(("a/labels.csv:2", RefusalCodes.InvalidAnnotation), (rows[0].Refusal?.Name, rows[0].Refusal?.Code));
        Assert.Contains(reason, rows[0].Refusal?.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task ReadAsync_BadFile_IsRefusedAsAWhole(byte[] content, string code, string reason)
    {
        var options = new AnnotationOptions { MaxRows = 5, MaxFieldBytes = 100 };
        var e = await Assert.ThrowsAsync<RefusedContentException>(() => ReadAsync(content, options: options));
        Assert.Equal((File, code), (e.Refusal.Name, e.Refusal.Code));
        Assert.Contains(reason, e.Refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_LongJsonLine_RefusesTheFileAfterItsGoodRows()
    {
        var content = Encoding.UTF8.GetBytes($"{{\"file_name\":\"x\",\"label\":\"7\"}}\n{new string(' ', 101)}");
        var rows = new List<AnnotationRow>();
        var e = await Assert.ThrowsAsync<RefusedContentException>(() =>
            ReadAsync(new MemoryStream(content), ContentKind.AnnotationJsonl, new() { MaxFieldBytes = 100 }, rows));
        Assert.Equal(RefusalCodes.TooLarge, e.Refusal.Code);
        Assert.Contains("Line 2", e.Refusal.Reason, StringComparison.Ordinal);
        Assert.Single(rows);
    }

    [Fact]
    public async Task ReadAsync_RowsAfterABrokenOne_AreReadOn()
    {
        var rows = await ReadAsync("file_name,label\nx,\"1\"1\ny,\"2\n2\"\nz,3\n");
        Assert.Equal([2, 3, 5], rows.Select(row => row.Line));
        Assert.Equal([RefusalCodes.InvalidAnnotation, RefusalCodes.InvalidAnnotation, null], rows.Select(row => row.Refusal?.Code));
    }

    [Fact]
    public async Task ReadAsync_Repeats_AreDroppedAndOtherSourcesAreNoConflict()
    {
        var rows = await ReadAsync("file_name,label,source\nx,7,\n./x,7,ground-truth\nx,8,other\nx,7,other\nx,7,\n");
        Assert.Equal([2, 4, 5], rows.Select(row => row.Line));
        Assert.Equal(["7", "8", null], rows.Select(row => row.Annotation?.Label));
        Assert.Equal(RefusalCodes.ConflictingAnnotation, rows[2].Refusal?.Code);
        Assert.Contains("Line 4", rows[2].Refusal?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_ARefusedRow_DoesNotCountAsSaid()
    {
        var rows = await ReadAsync("file_name,label\nx,dog\nx,cat\n", options: new() { Classes = ["cat"] });
        Assert.Equal("cat", rows[1].Annotation?.Label);
    }

    [Fact]
    public async Task ReadAsync_TextFullOfEscapes_MustFitItsColumn()
    {
        var rows = await ReadAsync($"file_name,text\nx,{new string('a', 8_000)}\ny,{new string('\u0001', 4_000)}\nz,{new string('\u0001', 4_001)}\n");
        Assert.Equal([false, false, true], rows.Select(row => row.Refusal is not null));
        Assert.Contains("24,006", rows[2].Refusal?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_ManyClasses_ShowsSomeOfThem()
    {
        var classes = Enumerable.Range(0, 1_500).Select(index => $"c{index}").ToList();
        var rows = await ReadAsync("file_name,label\nx,7\n", options: new() { Classes = classes });
        Assert.EndsWith("'c19' and 1,480 more.", rows[0].Refusal?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NoAnnotationKind_Throws() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ReadAsync("x", ContentKind.Png));

    [Fact]
    public async Task ReadAsync_LongFile_NeverReadsFarAhead()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("file_name,label\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i}.png,7\n"))));
        await foreach (var row in AnnotationReader.ReadAsync(File, ContentKind.AnnotationCsv, stream, AnnotationOptions.Default, CancellationToken.None))
        {
            Assert.InRange(stream.Position, 0, row.Line * 12L + (1 << 17));
        }

        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public async Task ReadAsync_CsvAsWritten_ReadsTheSame() =>
        await SomeAnnotations.SampleAsync(async rows =>
        {
            var csv = new StringBuilder("split,source,file_name,text,label\r\n");
            foreach (var row in rows)
            {
                csv.AppendJoin(',', new[] { row.Split, row.Source, row.Path, row.Text, row.Label }.Select(Quoted)).Append("\r\n");
            }

            Assert.Equal(rows, (await ReadAsync(csv.ToString(), file: "labels.csv")).Select(row => row.Annotation));
        }, iter: 1_000);

    [Fact]
    public async Task ReadAsync_JsonlAsWritten_ReadsTheSame() =>
        await SomeAnnotations.SampleAsync(async rows =>
        {
            var lines = rows.Select(row =>
                JsonSerializer.Serialize(new { file_name = row.Path, row.Label, row.Text, row.Split, row.Source }, JsonSerializerOptions.Web));
            var read = await ReadAsync(string.Join('\n', lines), ContentKind.AnnotationJsonl, file: "labels.jsonl");
            Assert.Equal(rows, read.Select(row => row.Annotation));
        }, iter: 1_000);

    [Fact]
    public async Task ReadAsync_MutatedBytes_AreRefusedOrRead_HoweverTheyAreCut()
    {
        var csv = "\uFEFFfile_name,label,text,source\r\nx.png,7,\"a \"\"b\"\",\r\n字\",me\r\ny.png,é,,\nx.png,8,,me\nz,\"1\"2,\n"u8.ToArray();
        var json = "{\"file_name\":\"x.png\",\"label\":7}\r\n{\"file_name\":\"字\",\"text\":\"\\ud83d\\ude00\",\"n\":[{}]}\n\n{\"file_name\":\"x.png\"}"u8.ToArray();
        var mutation = Gen.Select(Gen.Int[0, 1_000], Gen.OneOf<byte>(Gen.Byte, Gen.OneOf<byte>((byte)'"', (byte)',', (byte)'\n', (byte)'\r', (byte)'{', (byte)0xE2)));
        await Gen.Select(Gen.Bool, mutation.Array[0, 4], Gen.Int[0, 1_000]).SampleAsync(async (isCsv, mutations, length) =>
        {
            var content = (isCsv ? csv : json).AsSpan(0, Math.Min(length, isCsv ? csv.Length : json.Length)).ToArray();
            foreach (var (position, value) in mutations.Where(_ => content.Length > 0))
            {
                content[position % content.Length] = value;
            }

            var kind = isCsv ? ContentKind.AnnotationCsv : ContentKind.AnnotationJsonl;
            Assert.Equal(await OutcomeAsync(new MemoryStream(content), kind), await OutcomeAsync(new DripStream(content), kind));
        }, iter: 3_000);
    }

    private static string Quoted(string? field) =>
        field is null ? "" : field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    /// <summary>Everything that came out, as text; any exception but the documented one fails the test.</summary>
    private static async Task<string> OutcomeAsync(Stream content, ContentKind kind)
    {
        var rows = new List<AnnotationRow>();
        Refusal? refusal = null;
        try
        {
            await ReadAsync(content, kind, new() { MaxFieldBytes = 60, MaxRows = 4 }, rows);
        }
        catch (RefusedContentException e)
        {
            refusal = e.Refusal;
        }

        Assert.All(rows, row => Assert.True(row.Annotation is null != row.Refusal is null));
        return string.Join('\n', rows) + refusal;
    }

    private static Task<List<AnnotationRow>> ReadAsync(
        string content, ContentKind kind = ContentKind.AnnotationCsv, AnnotationOptions? options = null, string file = File) =>
        ReadAsync(Encoding.UTF8.GetBytes(content), kind, options, file);

    private static async Task<List<AnnotationRow>> ReadAsync(
        byte[] content, ContentKind kind = ContentKind.AnnotationCsv, AnnotationOptions? options = null, string file = File)
    {
        var rows = new List<AnnotationRow>();
        await ReadAsync(new MemoryStream(content), kind, options ?? AnnotationOptions.Default, rows, file);
        return rows;
    }

    private static async Task ReadAsync(Stream content, ContentKind kind, AnnotationOptions options, List<AnnotationRow> rows, string file = File)
    {
        await foreach (var row in AnnotationReader.ReadAsync(file, kind, content, options, CancellationToken.None))
        {
            rows.Add(row);
        }
    }
}

using System.Text;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Formats;

public sealed class ContentSnifferTests
{
    public static TheoryData<string, byte[], ContentKind> Kinds => new()
    {
        { "a", Some.Png(), ContentKind.Png },
        { "a", Some.Jpeg(), ContentKind.Jpeg },
        { "a", Some.WebP(), ContentKind.WebP },
        { "a", Some.Gif(), ContentKind.Gif },
        { "a", Some.Bmp(), ContentKind.Bmp },
        { "a", Some.Zip(("x.txt", Some.Text())), ContentKind.Zip },
        { "a", Some.Zip(), ContentKind.Zip },
        { "a", Some.Tar(("x.txt", Some.Text())), ContentKind.Tar },
        { "a", Some.TarGz(("x.txt", Some.Text())), ContentKind.TarGz },
        { "a", Some.Gzip(Some.Text()), ContentKind.Unknown },
        { "a", [], ContentKind.Empty },
        { "a", Some.Text(), ContentKind.Text },
        { "a", Some.Text("\uFEFFBM is how this text starts"), ContentKind.Text },
        { "a", Some.Text("BM is how this text starts, and it goes on"), ContentKind.Text },
        { "a", [0xFF, 0xFE, 0x41, 0x00], ContentKind.Utf16Text },
        { "a", [0x41, 0x00, 0x42], ContentKind.Unknown },
        { "a", [0x41, 0xC3], ContentKind.Unknown },
        { "labels.csv", Some.Text("a,b\n"), ContentKind.AnnotationCsv },
        { "labels.txt", Some.Text("\uFEFFlabel,\"file_name\"\r\n7,a.png\r\n"), ContentKind.AnnotationCsv },
        { "rows.ndjson", Some.Text("{}"), ContentKind.AnnotationJsonl },
        { "rows", Some.Text("{\"file_name\":\"a.png\"}\n"), ContentKind.AnnotationJsonl },
        { "rows", Some.Text("{not json"), ContentKind.Text },
        { "a.JSON", Some.Text("\uFEFF{\"info\":{},\n \"images\":[{\"id\":1,\"file_name\":\"a.png\"}],\"annotations\":[]}"), ContentKind.AnnotationCoco },
        { "a.json", Some.Text("{\"categories\":[{\"id\":1,\"name\":\"a\"}],\"annotations\":[{\"segmentation\":[[1"), ContentKind.AnnotationCoco },
        { "a.json", Some.Text("{\"categories\":[{\"id\":1,\"name\":\"a\"},{\"id\":2,"), ContentKind.AnnotationCoco },
        { "a.json", Some.Text("{\"images\":[],\"annotations\":[{\"id\":7,\"image_id\":1}]}"), ContentKind.AnnotationCoco },
        { "a.json", Some.Text("{\"categories\":[{\"id\":1,\"name\":\"a\"}],\"products\":[]}"), ContentKind.Text },
        { "a.json", Some.Text("{\"images\":[\"a.png\"],\"annotations\":{}}"), ContentKind.Text },
        { "a.json", Some.Text("{\"label\":\"7\",\"text\":\"a\"}"), ContentKind.Text },
        { "a.json", Some.Text("[{\"image_id\":1}]"), ContentKind.Text },
        { "a.json", Some.Text("{\"images\":[{\"id\":1,]"), ContentKind.Text },
        { "a.txt", Some.Text("{\"images\":[{\"id\":1,\"file_name\":\"a.png\"}]}"), ContentKind.Text },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Sniff_WholeFile_FindsKindByContent(string name, byte[] content, ContentKind expected) =>
        Assert.Equal(expected, ContentSniffer.Sniff(name, content, isWhole: true));

    [Fact]
    public void Sniff_HeadEndsWithinACharacter_IsStillText() =>
        Assert.Equal(ContentKind.Text, ContentSniffer.Sniff("a", [0x41, 0xC3], isWhole: false));

    [Theory]
    [InlineData("a.png", ContentKind.Text, RefusalCodes.TypeMismatch)]
    [InlineData("a.txt", ContentKind.Png, RefusalCodes.TypeMismatch)]
    [InlineData("a.TAR.GZ", ContentKind.Text, RefusalCodes.TypeMismatch)]
    [InlineData("a.png", ContentKind.Unknown, RefusalCodes.TypeMismatch)]
    [InlineData("a.dat", ContentKind.Unknown, RefusalCodes.UnknownType)]
    [InlineData("a.png", ContentKind.Empty, RefusalCodes.Empty)]
    [InlineData("a.txt", ContentKind.Utf16Text, RefusalCodes.InvalidText)]
    [InlineData("a.png", ContentKind.Jpeg, null)]
    [InlineData("a", ContentKind.Png, null)]
    [InlineData("labels.csv", ContentKind.AnnotationCsv, null)]
    public void Check_NameAndKind_RefusesWhatDoesNotFit(string name, ContentKind kind, string? code) =>
        Assert.Equal(code, ContentSniffer.Check(name, kind, "Call me "u8)?.Code);

    [Fact]
    public void Check_TextNamedPng_NamesBoth()
    {
        var reason = ContentSniffer.Check("a.png", ContentKind.Text, "Call"u8)!.Reason;

        Assert.Contains(".png", reason, StringComparison.Ordinal);
        Assert.Contains("plain text", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TextContentCheck_InvalidByte_StatesItsOffset()
    {
        var refusal = TextContent.Check("a.txt", [.. "abc"u8, 0xFF], 100)!;

        Assert.Equal(RefusalCodes.InvalidText, refusal.Code);
        Assert.Contains("offset 3", refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(RefusalCodes.TooLarge, TextContent.Check("a.txt", "abc"u8, 2)!.Code);
        Assert.Null(TextContent.Check("a.txt", Encoding.UTF8.GetBytes("häß 字"), 100));
        Assert.Equal("x", TextContent.Decode(Encoding.UTF8.GetBytes("\uFEFFx")));
    }
}

using System.Diagnostics;
using System.Text;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Tests.Internal.Encoding;

/// <summary>Texts in good, odd and broken encodings, as bytes and as what the tokenizers make of them.</summary>
public sealed class TextContentTests
{
    private static readonly UnicodeEncoding s_bigEndian = new(bigEndian: true, byteOrderMark: true);
    private static readonly UTF32Encoding s_utf32 = new(bigEndian: false, byteOrderMark: true);

    public static TheoryData<string, byte[], string> Good => new()
    {
        { "empty", [], "" },
        { "UTF-8", "Grüße, 東京 🐈"u8.ToArray(), "Grüße, 東京 🐈" },
        { "UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. "Grüße"u8], "Grüße" },
        { "a mark only", [0xEF, 0xBB, 0xBF], "" },
        { "UTF-16", [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("Grüße 🐈")], "Grüße 🐈" },
        { "UTF-16, big-endian", [0xFE, 0xFF, .. s_bigEndian.GetBytes("Grüße 🐈")], "Grüße 🐈" },
        { "NUL", "a\0b"u8.ToArray(), "a\0b" },
        { "line ends of Windows", "a\r\nb"u8.ToArray(), "a\r\nb" },
    };

    public static TheoryData<string, byte[], string> Broken => new()
    {
        { "Latin-1", System.Text.Encoding.Latin1.GetBytes("Grüße"), "not UTF-8: byte 0xFC at position 2 begins no character" },
        { "cut off", "東"u8[..2].ToArray(), "not UTF-8: byte 0xE6 at position 0" },
        { "a lone surrogate", [0x61, 0xED, 0xA0, 0x80], "not UTF-8: byte 0xED at position 1" },
        { "overlong", [0xC0, 0x80], "not UTF-8: byte 0xC0 at position 0" },
        { "a lone surrogate in UTF-16", [0xFF, 0xFE, 0x61, 0, 0, 0xD8, 0x61, 0], "begins like UTF-16 and is damaged: a half of a pair" },
        { "UTF-16 of an odd number of bytes", [0xFF, 0xFE, 0x61], "or there is an odd number of bytes" },
        { "UTF-32", [0xFF, 0xFE, 0, 0, .. s_utf32.GetBytes("hello")], "The text is UTF-32. Save it as UTF-8." },
        { "UTF-32, big-endian", [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61], "The text is UTF-32" },
        { "an image", [0x89, .. "PNG"u8], "not UTF-8: byte 0x89 at position 0" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void ToUtf8_GoodText_IsTheSameText(string what, byte[] content, string expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(TextContent.ToUtf8(content)));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void ToUtf8_BrokenText_IsRefusedWithWhatToDo(string what, byte[] content, string message)
    {
        Assert.NotEmpty(what);
        var reason = Assert.Throws<InvalidDataException>(() => TextContent.ToUtf8(content)).Message;
        Assert.Contains(message, reason, StringComparison.Ordinal);
        Assert.EndsWith("Save it as UTF-8.", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TokenizerKind.HashedNgrams, "one two", "one\r\n two", true)] // line ends part words
    [InlineData(TokenizerKind.HashedWords, "one two", "one\r\ntwo", true)]
    [InlineData(TokenizerKind.HashedBytes, "one two", "one\r\ntwo", false)] // every byte counts
    [InlineData(TokenizerKind.HashedNgrams, "one two", "one\0two", true)] // NUL is no letter
    [InlineData(TokenizerKind.HashedWords, "one two", "one\0two", false)] // NUL is no white space
    public void Encode_LineEndsAndNul_ArePartedAsTheTokenizerSays(TokenizerKind kind, string one, string other, bool isSame) =>
        Assert.Equal(isSame, Ids(kind, System.Text.Encoding.UTF8.GetBytes(one)).SequenceEqual(Ids(kind, System.Text.Encoding.UTF8.GetBytes(other))));

    [Theory]
    [InlineData(TokenizerKind.HashedNgrams)]
    [InlineData(TokenizerKind.HashedWords)]
    [InlineData(TokenizerKind.HashedBytes)]
    public void Encode_EmptyText_IsAllPadding(TokenizerKind kind) => Assert.Empty(Ids(kind, []));

    [Theory]
    [InlineData(TokenizerKind.HashedNgrams, "word ", 512)]
    [InlineData(TokenizerKind.HashedWords, "word ", 512)]
    [InlineData(TokenizerKind.HashedBytes, "word ", 512)]
    [InlineData(TokenizerKind.HashedNgrams, "word", 1)]
    [InlineData(TokenizerKind.HashedWords, "word", 1)]
    [InlineData(TokenizerKind.HashedNgrams, "....", 0)]
    [InlineData(TokenizerKind.HashedWords, "    ", 0)]
    public void Encode_TenMegabytes_AreCutOffSoon(TokenizerKind kind, string piece, int length)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 10_000_000 / piece.Length)));
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(length, Length(kind, text));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private static int Length(TokenizerKind kind, byte[] text)
    {
        using var tensor = Encoder(kind).Encode(text);
        return tensor.Length;
    }

    private static long[] Ids(TokenizerKind kind, byte[] text)
    {
        using var tensor = Encoder(kind).Encode(text);
        return [.. tensor.Ids.ToArray().Where(id => id > 0)];
    }

    private static TextEncoder Encoder(TokenizerKind kind) => new(new() { Tensor = "ids", Tokenizer = new() { Kind = kind, Buckets = 8192 }, Length = new(1, 512, 1) }, new(0));
}

using System.IO.Compression;
using System.Text.Json;
using Winnow.Core.Formats.Internal;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>Finds out what a file is by looking at its first bytes; its name only tells annotations from other text.</summary>
public static class ContentSniffer
{
    /// <summary>How many bytes of a file's beginning <see cref="Sniff"/> wants to see.</summary>
    public const int HeadLength = 4096;

    private enum Family
    {
        Any,
        Image,
        Archive,
        Text,
    }

    /// <summary>The kind of a file.</summary>
    /// <param name="name">Its path; only the extensions <c>.csv .jsonl .ndjson .json</c> matter, and only for text.</param>
    /// <param name="head">Its first <see cref="HeadLength"/> bytes or more, or all of it when it is shorter.</param>
    /// <param name="isWhole">Whether <paramref name="head"/> is the whole file: then a cut-off UTF-8 sequence at the end is no text.</param>
    public static ContentKind Sniff(string name, ReadOnlySpan<byte> head, bool isWhole)
    {
        if (head.IsEmpty)
        {
            return ContentKind.Empty;
        }

        var kind = ByMagic(head);
        return kind is ContentKind.Unknown && IsText(head, isWhole) ? TextKind(name, head) : kind;
    }

    /// <summary>The refusal of a file that cannot be ingested for what it is, or whose name says something else than its content; otherwise null.</summary>
    /// <remarks>
    /// Codes: <see cref="RefusalCodes.Empty"/>, <see cref="RefusalCodes.UnknownType"/>, <see cref="RefusalCodes.InvalidText"/> (UTF-16), and
    /// <see cref="RefusalCodes.TypeMismatch"/> when extension and content are of different families (image, archive, text). A JPEG
    /// named <c>.png</c> is accepted as the JPEG that it is; an extension that says nothing is accepted with any content.
    /// </remarks>
    public static Refusal? Check(string name, ContentKind kind, ReadOnlySpan<byte> head)
    {
        if (kind is ContentKind.Empty)
        {
            return new(name, RefusalCodes.Empty, "The file holds 0 bytes; a sample needs at least one.");
        }

        if (kind is ContentKind.Utf16Text)
        {
            return new(name, RefusalCodes.InvalidText,
                $"The text is UTF-16 ({(head is [0xFF, ..] ? "little-endian" : "big-endian")}); save it as UTF-8 and drop it again.");
        }

        var stated = StatedBy(name);
        if (stated is not Family.Any && stated != FamilyOf(kind))
        {
            return new(name, RefusalCodes.TypeMismatch,
                $"The name says {Extension(name)} ({Describe(stated)}), but the content is {Content(kind, head)}. Give it the right extension, or drop the right file.");
        }

        return kind is ContentKind.Unknown
            ? new(name, RefusalCodes.UnknownType,
                $"The content is {Content(kind, head)}; accepted are PNG, JPEG, WebP, GIF, BMP, UTF-8 text, zip, tar, tar.gz and annotations as CSV, JSONL or COCO JSON.")
            : null;
    }

    private static ContentKind ByMagic(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ContentKind.Png,
        [0xFF, 0xD8, 0xFF, ..] => ContentKind.Jpeg,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ContentKind.WebP,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => ContentKind.Gif,
        [(byte)'B', (byte)'M', ..] when IsBmp(head) => ContentKind.Bmp,
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] or [(byte)'P', (byte)'K', 6, 6, ..] => ContentKind.Zip,
        [0x1F, 0x8B, 8, ..] => IsTarGz(head) ? ContentKind.TarGz : ContentKind.Unknown,
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => ContentKind.Utf16Text,
        _ => TarHeader.IsHeader(head) ? ContentKind.Tar : ContentKind.Unknown,
    };

    /// <summary>A text may start with "BM": reserved bytes are zero in a BMP, and the size of its second header is one of a few.</summary>
    private static bool IsBmp(ReadOnlySpan<byte> head) =>
        head.Length >= 18 && head[6..10].IndexOfAnyExcept((byte)0) < 0 && head[14] is 12 or 40 or 52 or 56 or 64 or 108 or 124
        && head[15] == 0 && head[16] == 0 && head[17] == 0;

    private static bool IsTarGz(ReadOnlySpan<byte> head)
    {
        var block = new byte[TarHeader.BlockLength];
        try
        {
            using var gzip = new GZipStream(new MemoryStream(head.ToArray()), CompressionMode.Decompress);
            return gzip.ReadAtLeast(block, block.Length, throwOnEndOfStream: false) == block.Length && TarHeader.IsHeader(block);
        }
        catch (InvalidDataException)
        {
            return false; // A damaged gzip file is no known type.
        }
    }

    private static bool IsText(ReadOnlySpan<byte> head, bool isWhole)
    {
        var bad = Utf8Text.FirstInvalid(head, isWhole);
        return bad < 0 && !head.Contains((byte)0);
    }

    private static ContentKind TextKind(string name, ReadOnlySpan<byte> head)
    {
        if (name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            return ContentKind.AnnotationCsv;
        }

        if (name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase))
        {
            return ContentKind.AnnotationJsonl;
        }

        if (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && CocoHead.Tells(Utf8Text.WithoutMark(head)))
        {
            return ContentKind.AnnotationCoco;
        }

        var line = Utf8Text.WithoutMark(head);
        var end = line.IndexOf((byte)'\n');
        line = (end < 0 ? line : line[..end]).TrimEnd((byte)'\r');
        return line.StartsWith("{"u8) && IsObjectWithFileName(line) ? ContentKind.AnnotationJsonl
            : IsHeaderWithFileName(line) ? ContentKind.AnnotationCsv
            : ContentKind.Text;
    }

    private static bool IsHeaderWithFileName(ReadOnlySpan<byte> line)
    {
        foreach (var range in line.Split((byte)','))
        {
            if (line[range].Trim("\" "u8).SequenceEqual("file_name"u8))
            {
                return line.Contains((byte)',');
            }
        }

        return false;
    }

    private static bool IsObjectWithFileName(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            return JsonElement.TryParseValue(ref json, out var value) && value.Value.TryGetProperty("file_name", out _);
        }
        catch (JsonException)
        {
            return false; // Text that starts with a brace.
        }
    }

    private static Family FamilyOf(ContentKind kind) =>
        kind.IsImage() ? Family.Image : kind.IsArchive() ? Family.Archive : kind is ContentKind.Unknown or ContentKind.Empty ? Family.Any : Family.Text;

    private static Family StatedBy(string name) => Extension(name) switch
    {
        ".png" or ".jpg" or ".jpeg" or ".jfif" or ".webp" or ".gif" or ".bmp" or ".dib" => Family.Image,
        ".zip" or ".tar" or ".tar.gz" or ".tgz" => Family.Archive,
        ".txt" or ".csv" or ".jsonl" or ".ndjson" or ".md" or ".json" => Family.Text,
        _ => Family.Any,
    };

#pragma warning disable CA1308 // Extensions are lower case.
    private static string Extension(string name) =>
        name.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) ? ".tar.gz" : Path.GetExtension(name).ToLowerInvariant();
#pragma warning restore CA1308

    private static string Describe(Family family) => family switch
    {
        Family.Image => "an image",
        Family.Archive => "an archive",
        _ => "text",
    };

    private static string Content(ContentKind kind, ReadOnlySpan<byte> head) =>
        kind is ContentKind.Unknown ? $"{kind.Describe()} (it starts with bytes {Convert.ToHexString(head[..Math.Min(8, head.Length)])})" : kind.Describe();
}

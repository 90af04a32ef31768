using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>Finds out what a file is by looking at its first bytes; its name only tells annotations from other text.</summary>
public static class ContentSniffer
{
    /// <summary>How many bytes of a file's beginning <see cref="Sniff"/> wants to see.</summary>
    public const int HeadLength = 4096;

    /// <summary>The kind of a file.</summary>
    /// <param name="name">Its path; only the extensions <c>.csv .jsonl .ndjson</c> matter, and only for text.</param>
    /// <param name="head">Its first <see cref="HeadLength"/> bytes or more, or all of it when it is shorter.</param>
    /// <param name="isWhole">Whether <paramref name="head"/> is the whole file: then a cut-off UTF-8 sequence at the end is no text.</param>
    public static ContentKind Sniff(string name, ReadOnlySpan<byte> head, bool isWhole) => throw new NotImplementedException();

    /// <summary>The refusal of a file that cannot be ingested for what it is, or whose name says something else than its content; otherwise null.</summary>
    /// <remarks>
    /// Codes: <see cref="RefusalCodes.Empty"/>, <see cref="RefusalCodes.UnknownType"/>, <see cref="RefusalCodes.InvalidText"/> (UTF-16), and
    /// <see cref="RefusalCodes.TypeMismatch"/> when extension and content are of different families (image, archive, text). A JPEG
    /// named <c>.png</c> is accepted as the JPEG that it is; an extension that says nothing is accepted with any content.
    /// </remarks>
    public static Refusal? Check(string name, ContentKind kind, ReadOnlySpan<byte> head) => throw new NotImplementedException();
}

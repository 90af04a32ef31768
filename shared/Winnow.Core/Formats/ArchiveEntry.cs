using System.Buffers;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>One file of an archive: its content, or the refusal of this file alone.</summary>
/// <remarks>The content lies in a pooled array that <see cref="Dispose"/> gives back.</remarks>
public sealed class ArchiveEntry : IDisposable
{
    private readonly int length;
    private byte[]? buffer;

    internal ArchiveEntry(string path, ContentKind kind, byte[]? buffer, int length, Refusal? refusal)
    {
        Path = path;
        Kind = kind;
        this.buffer = buffer;
        this.length = length;
        Refusal = refusal;
    }

    /// <summary>Path within the archive, checked by <see cref="ItemPath.Check"/>.</summary>
    public string Path { get; }

    /// <summary>What the content is; <see cref="ContentKind.Unknown"/> for an entry that is too large to be read.</summary>
    public ContentKind Kind { get; }

    /// <summary>The whole file; empty when it was refused.</summary>
    /// <exception cref="ObjectDisposedException">The entry was disposed.</exception>
    public ReadOnlyMemory<byte> Content =>
        Refusal is not null ? default : (buffer ?? throw new ObjectDisposedException(nameof(ArchiveEntry))).AsMemory(0, length);

    /// <summary>Why this entry is refused alone: <see cref="RefusalCodes.NestedArchive"/> or <see cref="RefusalCodes.TooLarge"/>; null when it is not.
    /// Empty files, unknown types and broken images are for <see cref="ContentSniffer.Check"/> and <see cref="ImageHeader.Check"/> to refuse.</summary>
    public Refusal? Refusal { get; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { Length: > 0 } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}

using System.IO.Compression;

namespace Winnow.Core.Formats.Internal;

/// <summary>Walks through an archive of any kind.</summary>
internal static class ArchiveWalk
{
    public static IAsyncEnumerable<ArchiveMember> MembersAsync(
        ContentKind kind, Stream content, ArchiveGuard guard, CancellationToken cancellationToken) => kind switch
    {
        ContentKind.Zip => ZipWalk.MembersAsync(content, guard, cancellationToken),
        ContentKind.Tar => new TarWalk(content, guard).MembersAsync(cancellationToken),
        ContentKind.TarGz => new TarWalk(new GZipStream(content, CompressionMode.Decompress, leaveOpen: true), guard).MembersAsync(cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an archive."),
    };

    /// <summary>Whether an exception of a format library means that the archive is broken.</summary>
    public static bool IsCorruption(Exception error) => error is InvalidDataException or EndOfStreamException;
}

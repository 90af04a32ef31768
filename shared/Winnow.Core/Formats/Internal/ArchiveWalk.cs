using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Winnow.Core.Formats.Internal;

/// <summary>Walks through an archive of any kind.</summary>
internal static class ArchiveWalk
{
    public static IAsyncEnumerable<ArchiveMember> MembersAsync(
        ContentKind kind, Stream content, ArchiveGuard guard, CancellationToken cancellationToken) => kind switch
    {
        ContentKind.Zip => ZipWalk.MembersAsync(content, guard, cancellationToken),
        ContentKind.Tar => new TarWalk(content, guard).MembersAsync(cancellationToken),
        ContentKind.TarGz => TarGzAsync(content, guard, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an archive."),
    };

    // gzip checks its CRC-32 at its very end, which lies behind the end of the tar.
    private static async IAsyncEnumerable<ArchiveMember> TarGzAsync(
        Stream content, ArchiveGuard guard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var unpacked = new GZipStream(content, CompressionMode.Decompress, leaveOpen: true);
        await foreach (var member in new TarWalk(unpacked, guard).MembersAsync(cancellationToken))
            yield return member;
        var padding = new byte[1 << 16];
        for (int read; (read = await unpacked.ReadAsync(padding, cancellationToken)) > 0;)
            guard.Count(read);
    }

    /// <summary>Whether an exception of a format library means that the archive is broken.</summary>
    public static bool IsCorruption(Exception error) => error is InvalidDataException or EndOfStreamException;
}

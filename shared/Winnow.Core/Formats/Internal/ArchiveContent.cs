using System.Buffers;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads a member's content and holds it against what the archive said of it.</summary>
internal static class ArchiveContent
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>Reads the content through and forgets it.</summary>
    public static async Task VerifyAsync(ArchiveMember member, string path, ArchiveGuard guard, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            await using var content = await member.OpenAsync(cancellationToken);
            var (length, crc) = (0L, 0u);
            for (int read; (read = await content.ReadAsync(chunk, cancellationToken)) > 0 && length <= member.Size; length += read)
                crc = Crc32.Append(crc, chunk.AsSpan(0, read));
            Require(member, path, guard, length, crc);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>Reads the content into a pooled array, which the caller gives back; only for members within the limit on entries.</summary>
    public static async Task<byte[]> ReadAsync(ArchiveMember member, string path, ArchiveGuard guard, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)member.Size + 1);
        try
        {
            await using var content = await member.OpenAsync(cancellationToken);
            var length = await content.ReadAtLeastAsync(buffer.AsMemory(0, (int)member.Size + 1), (int)member.Size + 1, throwOnEndOfStream: false, cancellationToken);
            Require(member, path, guard, length, Crc32.Of(buffer.AsSpan(0, length)));
            return buffer;
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    private static void Require(ArchiveMember member, string path, ArchiveGuard guard, long length, uint crc)
    {
        if (length != member.Size)
            throw guard.Refuse(RefusalCodes.CorruptArchive, $"The entry '{path}' holds {(length > member.Size ? "more" : "fewer")} bytes than the {member.Size:N0} that the archive states.");
        if (member.Crc is { } stated && stated != crc)
            throw guard.Refuse(RefusalCodes.CorruptArchive, $"The entry '{path}' has the CRC-32 {crc:x8}, the archive states {stated:x8}.");
    }
}

using System.Runtime.CompilerServices;
using Winnow.Core.Formats.Internal;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>The second pass over an archive: its files, one after another, in the archive's order.</summary>
/// <remarks>
/// Directories and what desktop systems leave in archives (<c>__MACOSX/</c>, <c>.DS_Store</c>, <c>._*</c> files beside it, <c>Thumbs.db</c>, <c>desktop.ini</c>) are skipped.
/// All rules of <see cref="ArchiveInspector"/> are applied again to the bytes that really come, so an archive that changed in
/// between, or was never inspected, is refused in mid-stream.
/// </remarks>
public static class ArchiveReader
{
    /// <summary>Reads the files of an archive.</summary>
    /// <param name="name">Path of the archive: entries are refused as <c>archive.zip/entry</c>.</param>
    /// <param name="kind">One of the archive kinds.</param>
    /// <param name="content">The archive from its first byte; not disposed. A zip must be able to seek.</param>
    /// <param name="limits">How much it may hold.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Entries with pooled content: dispose each.</returns>
    /// <exception cref="RefusedContentException">The archive must be refused as a whole; codes as in <see cref="ArchiveInspector"/>.</exception>
    public static async IAsyncEnumerable<ArchiveEntry> ReadEntriesAsync(
        string name, ContentKind kind, Stream content, ArchiveLimits limits, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var guard = new ArchiveGuard(name, content.Length, limits);
        await using var members = ArchiveWalk.MembersAsync(kind, content, guard, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            ArchiveEntry? entry = null;
            try
            {
                if (!await members.MoveNextAsync())
                    yield break;
                if (guard.Admit(members.Current) is { } path)
                    entry = await ReadAsync(name, path, members.Current, guard, limits, cancellationToken);
            }
            catch (Exception error) when (ArchiveWalk.IsCorruption(error))
            {
                throw guard.Refuse(RefusalCodes.CorruptArchive, $"The archive cannot be read: {error.Message}", error);
            }

            if (entry is not null)
                yield return entry;
        }
    }

    private static async Task<ArchiveEntry> ReadAsync(
        string archive, string path, ArchiveMember member, ArchiveGuard guard, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        var shown = $"{archive}/{path}";
        if (member.Size > limits.MaxEntryBytes)
        {
            return new(path, ContentKind.Unknown, null, 0, new(shown, RefusalCodes.TooLarge,
                $"The entry has {member.Size:N0} bytes unpacked; the limit is {limits.MaxEntryBytes:N0}."));
        }

        var buffer = await ArchiveContent.ReadAsync(member, path, guard, cancellationToken);
        var length = (int)member.Size;
        var head = buffer.AsSpan(0, Math.Min(length, ContentSniffer.HeadLength));
        var kind = ContentSniffer.Sniff(path, head, isWhole: head.Length == length);
        var refusal = kind.IsArchive()
            ? new Refusal(shown, RefusalCodes.NestedArchive, "The entry is an archive itself; archives within archives are not unpacked: drop it on its own.")
            : null;
        return new(path, kind, buffer, length, refusal);
    }
}

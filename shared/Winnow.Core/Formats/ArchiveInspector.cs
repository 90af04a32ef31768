using Winnow.Core.Formats.Internal;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>The first pass over an archive: decides whether it may be unpacked at all.</summary>
/// <remarks>
/// Everything is read and decompressed once, nothing is kept: an archive that passes can be read to its end by
/// <see cref="ArchiveReader"/> without a refusal of the whole. A plain tar that can seek is only read header by header.
/// </remarks>
public static class ArchiveInspector
{
    /// <summary>Inspects a whole archive.</summary>
    /// <param name="name">Path of the archive, for the refusal.</param>
    /// <param name="kind">One of the archive kinds, from <see cref="ContentSniffer.Sniff"/>.</param>
    /// <param name="content">The archive from its first byte; its length must be known. A zip must be able to seek, its directory is at its end.</param>
    /// <param name="limits">How much it may hold.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// Null when it may be unpacked; otherwise the refusal of the whole archive, named by <paramref name="name"/>, with the offending entry in the
    /// reason: <see cref="RefusalCodes.CorruptArchive"/>, <see cref="RefusalCodes.UnsupportedArchive"/> (encrypted, unknown
    /// compression), <see cref="RefusalCodes.UnsafeEntryName"/>, <see cref="RefusalCodes.UnsafeEntry"/> (links, devices),
    /// <see cref="RefusalCodes.DuplicateEntry"/> or <see cref="RefusalCodes.ArchiveBomb"/>.
    /// </returns>
    public static async Task<Refusal?> InspectAsync(
        string name, ContentKind kind, Stream content, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        var guard = new ArchiveGuard(name, content.Length, limits);
        // Nothing but a header can lie in a plain tar: its content is what it is, byte for byte.
        var verify = kind is not ContentKind.Tar;
        try
        {
            await foreach (var member in ArchiveWalk.MembersAsync(kind, content, guard, cancellationToken))
            {
                if (guard.Admit(member) is { } path && verify)
                    await ArchiveContent.VerifyAsync(member, path, guard, cancellationToken);
            }

            return null;
        }
        catch (RefusedContentException error)
        {
            return error.Refusal;
        }
        catch (Exception error) when (ArchiveWalk.IsCorruption(error))
        {
            return guard.Refuse(RefusalCodes.CorruptArchive, $"The archive cannot be read: {error.Message}").Refusal;
        }
    }
}

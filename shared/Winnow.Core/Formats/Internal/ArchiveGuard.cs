using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Holds an archive to its limits, member by member.</summary>
/// <remarks>
/// Sizes are those that the archive states. Nothing larger ever comes out: <see cref="ArchiveContent"/> reads no more than the stated size and
/// refuses an archive whose content differs from it.
/// </remarks>
internal sealed class ArchiveGuard(string archive, long packedBytes, ArchiveLimits limits)
{
    private readonly HashSet<UInt128> _names = [];
    private int _members;
    private long _unpacked;

    public RefusedContentException Refuse(string code, string reason, Exception? cause = null) => new(new Refusal(archive, code, reason), cause);

    /// <summary>Counts a member and checks its name.</summary>
    /// <returns>Its path; null when it is to be skipped: a folder, or what a desktop system left behind.</returns>
    /// <exception cref="RefusedContentException">The archive as a whole must be refused.</exception>
    public string? Admit(ArchiveMember member)
    {
        if (++_members > limits.MaxEntries)
            throw Refuse(RefusalCodes.ArchiveBomb, $"The archive has more than {limits.MaxEntries:N0} entries, which is the limit.");

        if (IsRoot(member))
            return null;
        var path = ItemPath.Check(member.IsFolder ? member.Name.TrimEnd('/') : member.Name);
        if (!path.IsOk)
            throw Refuse(RefusalCodes.UnsafeEntryName, $"An entry cannot be unpacked safely: {path.Refusal.Reason}");
        if (member.IsFolder)
            return null;

        Count(member.Size);
        if (!_names.Add(HashOf(path.Value)))
            throw Refuse(RefusalCodes.DuplicateEntry, $"Two entries have the name '{path.Value}'; each name may occur once.");
        return IsNoise(path.Value) ? null : path.Value;
    }

    /// <summary>Counts unpacked bytes.</summary>
    /// <exception cref="RefusedContentException">They are too many, or too many for the size of the archive.</exception>
    public void Count(long bytes)
    {
        _unpacked += bytes;
        if (_unpacked > limits.MaxTotalBytes)
            throw Refuse(RefusalCodes.ArchiveBomb, $"The archive unpacks to more than {limits.MaxTotalBytes:N0} bytes, which is the limit.");
        if (_unpacked > limits.RatioFloorBytes && _unpacked / Math.Max(1, packedBytes) >= limits.MaxRatio)
        {
            throw Refuse(RefusalCodes.ArchiveBomb,
                $"{packedBytes:N0} bytes unpack to {_unpacked:N0} or more, {_unpacked / Math.Max(1, packedBytes):N0} times as many; the limit is {limits.MaxRatio} times.");
        }
    }

    private static bool IsRoot(ArchiveMember member) => member.IsFolder && member.Name.TrimEnd('/') is "." or "";

    private static UInt128 HashOf(string path) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(path)));

    private static bool IsNoise(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name is ".DS_Store" or "Thumbs.db" or "desktop.ini" || name.StartsWith("._", StringComparison.Ordinal)
            || path.StartsWith("__MACOSX/", StringComparison.Ordinal) || path.Contains("/__MACOSX/", StringComparison.Ordinal);
    }
}

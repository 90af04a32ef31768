using System.IO.Compression;
using System.Runtime.CompilerServices;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Walks through a zip archive in the order of its central directory.</summary>
/// <remarks>Specification: PKWARE APPNOTE 6.3.10. Unix file types (links, devices) are in the upper half of the external attributes.</remarks>
internal static class ZipWalk
{
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    public static async IAsyncEnumerable<ArchiveMember> MembersAsync(
        Stream content, ArchiveGuard guard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(content, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (var entry in zip.Entries)
        {
            Require(entry, guard);
            yield return new(entry.FullName, entry.FullName.EndsWith('/'), entry.Length, entry.Crc32, entry.OpenAsync);
        }
    }

    private static void Require(ZipArchiveEntry entry, ArchiveGuard guard)
    {
        if (entry.IsEncrypted)
            throw guard.Refuse(RefusalCodes.UnsupportedArchive, $"The entry '{ItemPath.Show(entry.FullName)}' is encrypted; drop an archive without a password.");
        var type = (entry.ExternalAttributes >> 16) & TypeMask;
        if (type is not (0 or RegularFile or Folder))
            throw guard.Refuse(RefusalCodes.UnsafeEntry, $"The entry '{ItemPath.Show(entry.FullName)}' is a link or a device; only files and folders are unpacked.");
    }
}

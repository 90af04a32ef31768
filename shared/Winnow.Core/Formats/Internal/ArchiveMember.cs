namespace Winnow.Core.Formats.Internal;

/// <summary>A file or folder of an archive, before anything of it is believed.</summary>
/// <param name="Name">As the archive has it.</param>
/// <param name="IsFolder">Folders have no content.</param>
/// <param name="Size">Unpacked bytes, as the archive states them.</param>
/// <param name="Crc">CRC-32 of the content, as the archive states it; null when the format has none.</param>
/// <param name="OpenAsync">Opens the unpacked content; of a tar it must be read before the next member is asked for.</param>
internal sealed record ArchiveMember(string Name, bool IsFolder, long Size, uint? Crc, Func<CancellationToken, Task<Stream>> OpenAsync);

namespace Winnow.Core.Formats;

/// <summary>How much an archive may hold.</summary>
public sealed record ArchiveLimits
{
    public static ArchiveLimits Default { get; } = new();

    /// <value>Entries, directories and skipped ones included; default 1,000,000.</value>
    public int MaxEntries { get; init; } = 1_000_000;

    /// <value>Unpacked bytes of all entries; default 256 GiB.</value>
    public long MaxTotalBytes { get; init; } = 256L << 30;

    /// <value>Unpacked bytes of one entry; default 64 MiB. A larger entry is refused alone. This bounds the memory of reading.</value>
    public int MaxEntryBytes { get; init; } = 64 << 20;

    /// <value>Unpacked bytes per byte of archive; default 200. Looked at once more than <see cref="RatioFloorBytes"/> are unpacked.</value>
    public int MaxRatio { get; init; } = 200;

    /// <value>Unpacked bytes below which any ratio is accepted; default 1 MiB.</value>
    public long RatioFloorBytes { get; init; } = 1 << 20;
}

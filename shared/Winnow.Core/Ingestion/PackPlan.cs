using System.Globalization;

namespace Winnow.Core.Ingestion;

/// <summary>Assigns the candidates of a shard to packs by their position, so that a repeated shard computes the same packs.</summary>
/// <remarks>All candidates count, duplicates too: whether one is a duplicate may be found out differently the second time.</remarks>
public sealed class PackPlan(string batch, int shard)
{
    /// <summary>Most candidates of one pack.</summary>
    public const int MaxItems = 512;

    /// <summary>Most candidate bytes of one pack: 256 MiB.</summary>
    public const long MaxBytes = 256L << 20;

    private int _pack;
    private int _items;
    private long _bytes;

    /// <summary>The pack of the next candidate.</summary>
    /// <param name="length">The candidate's length in bytes.</param>
    public string Next(long length)
    {
        if (_items == MaxItems || (_items > 0 && _bytes + length > MaxBytes))
            (_pack, _items, _bytes) = (_pack + 1, 0, 0);
        _items++;
        _bytes += length;
        return string.Create(CultureInfo.InvariantCulture, $"{batch}-{shard:D4}-{_pack:D4}");
    }
}

namespace Winnow.Inference.Internal.Encoding;

/// <summary>Hashes features onto ids: FNV-1a with 32 bits, byte by byte, then 1 + hash mod buckets (0 is padding).</summary>
/// <remarks>Source: RFC 9923. models/text/features.py does the same for training.</remarks>
internal struct FeatureHash()
{
    private uint _value = 0x811C9DC5;

    public void Add(byte value) => _value = (_value ^ value) * 0x01000193;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes) Add(value);
    }

    public readonly long ToId(int buckets) => 1 + (_value % (uint)buckets);
}

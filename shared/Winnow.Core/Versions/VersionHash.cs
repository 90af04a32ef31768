using System.Security.Cryptography;
using System.Text;

namespace Winnow.Core.Versions;

/// <summary>The hash of a version, over its shards in the order of their packs: for each the line <c>{pack} {hash}</c> and a line feed, in UTF-8.</summary>
public sealed class VersionHash : IDisposable
{
    /// <summary>Hex digits of the hash that name the version.</summary>
    public const int NameLength = 12;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(VersionShard shard) => _hash.AppendData(Encoding.UTF8.GetBytes($"{shard.Pack} {shard.Hash}\n"));

    /// <summary>The hash of what was added: 64 lower-case hex digits.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}

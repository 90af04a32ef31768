using System.Security.Cryptography;
using System.Text.Json;
using Winnow.Core.Catalogue;

namespace Winnow.Core.Versions;

/// <summary>One shard of a version: the items of one pack, as they were.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Hash">SHA-256 over its manifest, see <see cref="Of"/>; 64 lower-case hex digits.</param>
/// <param name="Items">Items in it.</param>
/// <param name="Bytes">Bytes of their contents.</param>
/// <param name="Annotated">Items that people labelled.</param>
/// <param name="PseudoLabelled">Items whose label is an accepted prediction.</param>
public sealed record VersionShard(string Pack, string Hash, long Items, long Bytes, long Annotated, long PseudoLabelled)
{
    private static readonly JsonSerializerOptions s_json = new();

    /// <summary>Describes the items of a pack.</summary>
    /// <remarks>The hash is over the rows in the order of their offsets, each as JSON without spaces, members as declared in <see cref="ManifestItem"/>, and a line feed.</remarks>
    public static VersionShard Of(string pack, IEnumerable<ManifestItem> items)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var shard = new VersionShard(pack, "", 0, 0, 0, 0);
        foreach (var item in items.OrderBy(item => item.Offset))
        {
            hash.AppendData([.. JsonSerializer.SerializeToUtf8Bytes(item, s_json), (byte)'\n']);
            shard = shard with
            {
                Items = shard.Items + 1,
                Bytes = shard.Bytes + item.Length,
                Annotated = shard.Annotated + (item.State == ItemStates.Annotated ? 1 : 0),
                PseudoLabelled = shard.PseudoLabelled + (item.State == ItemStates.PseudoLabelled ? 1 : 0),
            };
        }

        return shard with { Hash = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Winnow.Storage.Tables;

/// <summary>Spreads names over sixteen partitions, so that numbered neighbours stay together.</summary>
/// <remarks>
/// The bucket is the first hex digit of the SHA-256 of the path without its extension and the last three characters before it. The
/// thousand files <c>img/00000.png</c> to <c>img/00999.png</c> share a partition: the names of a shard are then written in full
/// transactions and read back with one range query, while files of other folders and thousands go elsewhere.
/// </remarks>
internal static class NameBucket
{
    private const string Digits = "0123456789abcdef";
    private const int Tail = 3;

    /// <summary>Every bucket, in order.</summary>
    public static IEnumerable<string> All => Digits.Select(digit => digit.ToString());

    public static string Of(string path)
    {
        var slash = path.LastIndexOf('/');
        var dot = path.LastIndexOf('.');
        var end = dot > slash ? dot : path.Length;
        var group = path.AsSpan(0, Math.Max(end - Tail, slash + 1));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(group.ToString()));
        return Digits[hash[0] >> 4].ToString();
    }

    public static string Partition(string dataset, string bucket) => $"{dataset}|{bucket}";
}

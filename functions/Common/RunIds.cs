using System.Security.Cryptography;
using System.Text;

namespace Winnow.Functions.Common;

/// <summary>Ids of runs that derive from what was asked for.</summary>
public static class RunIds
{
    private const int IdBytes = 16;

    /// <summary>The run of that kind and key: the same key is the same run.</summary>
    /// <param name="kind">Singular, also the prefix of instance ids: <c>labelling</c>.</param>
    /// <param name="key">An idempotency key of HTTP, or the id of a message.</param>
    /// <returns>32 lower-case hex digits.</returns>
    public static string From(string kind, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{key}")).AsSpan(0, IdBytes));

    /// <summary>Whether a text has the form of an id, and so may be part of an address.</summary>
    public static bool IsId(string text) => text.Length == 2 * IdBytes && text.All(char.IsAsciiHexDigitLower);
}

using System.Security.Cryptography;
using System.Text;

namespace Winnow.Local.Queues.Security;

/// <summary>Checks shared access signatures against the one key of the endpoint.</summary>
internal sealed class SasVerifier(string keyName, string key, TimeProvider time)
{
    private readonly byte[] keyBytes = Encoding.UTF8.GetBytes(key);

    /// <summary>Says what is wrong with a token; null when it is valid.</summary>
    public string? Refuse(SasToken token)
    {
        if (token.KeyName != keyName)
        {
            return $"The key name '{token.KeyName}' is not known; the endpoint's is '{keyName}' (Local:Queues:KeyName).";
        }

        if (token.ExpiresAt <= time.GetUtcNow())
        {
            return $"The token expired at {token.ExpiresAt:u}; it is {time.GetUtcNow():u}.";
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token.Signature), Encoding.ASCII.GetBytes(Sign(token)))
            ? null
            : $"The signature does not match: sign with the endpoint's key '{keyName}' (Local:Queues:Key).";
    }

    /// <summary>Whether a password is the key, for SASL PLAIN.</summary>
    public bool IsKey(string name, string password) =>
        name == keyName && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), keyBytes);

    private string Sign(SasToken token) =>
        Convert.ToBase64String(HMACSHA256.HashData(keyBytes, Encoding.UTF8.GetBytes($"{token.Resource}\n{token.Expiry}")));
}

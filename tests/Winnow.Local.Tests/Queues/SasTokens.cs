using System.Security.Cryptography;
using System.Text;

namespace Winnow.Local.Tests.Queues;

/// <summary>Signs shared access signatures as Azure's documentation says.</summary>
internal static class SasTokens
{
    public static string Sign(string resource, DateTimeOffset expiry, string keyName, string key)
    {
        var (encoded, seconds) = (Uri.EscapeDataString(resource), expiry.ToUnixTimeSeconds());
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{encoded}\n{seconds}")));
        return $"SharedAccessSignature sr={encoded}&sig={Uri.EscapeDataString(signature)}&se={seconds}&skn={keyName}";
    }
}

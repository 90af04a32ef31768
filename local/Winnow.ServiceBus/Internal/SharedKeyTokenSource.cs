using System.Security.Cryptography;
using System.Text;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Signs tokens with a shared key.</summary>
/// <remarks>The format is the service's: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas.</remarks>
internal sealed class SharedKeyTokenSource(string keyName, string key) : TokenSource
{
    private static readonly TimeSpan s_validity = TimeSpan.FromMinutes(30);

    public override ValueTask<SecurityToken> GetAsync(string audience, CancellationToken cancellationToken)
    {
        var expiresOn = TimeProvider.System.GetUtcNow() + s_validity;
        return ValueTask.FromResult(new SecurityToken(Sign(audience, keyName, key, expiresOn), SecurityToken.SharedAccessSignature, expiresOn));
    }

    public static string Sign(string audience, string keyName, string key, DateTimeOffset expiresOn)
    {
        var resource = Uri.EscapeDataString(audience);
        var expiry = expiresOn.ToUnixTimeSeconds();
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{expiry}")));
        return $"SharedAccessSignature sr={resource}&sig={Uri.EscapeDataString(signature)}&se={expiry}&skn={Uri.EscapeDataString(keyName)}";
    }
}

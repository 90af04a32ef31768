using System.Globalization;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Shows a signature that somebody else made.</summary>
internal sealed class SharedSignatureTokenSource(string signature) : TokenSource
{
    private readonly SecurityToken _token = new(signature, SecurityToken.SharedAccessSignature, ExpiryOf(signature));

    public override ValueTask<SecurityToken> GetAsync(string audience, CancellationToken cancellationToken) => ValueTask.FromResult(_token);

    private static DateTimeOffset ExpiryOf(string signature)
    {
        var expiry = signature.Split('&', ' ').FirstOrDefault(part => part.StartsWith("se=", StringComparison.Ordinal));
        return long.TryParse(expiry.AsSpan(Math.Min(3, expiry?.Length ?? 0)), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new ArgumentException("The shared access signature of the connection string has no expiry 'se='.", nameof(signature));
    }
}

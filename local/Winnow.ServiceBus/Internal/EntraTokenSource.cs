using Azure.Core;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Gets tokens of an identity.</summary>
internal sealed class EntraTokenSource : TokenSource
{
    private static readonly TokenRequestContext s_request = new(["https://servicebus.azure.net/.default"]);

    private readonly TokenCredential _credential;

    public EntraTokenSource(TokenCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        _credential = credential;
    }

    public override async ValueTask<SecurityToken> GetAsync(string audience, CancellationToken cancellationToken)
    {
        var token = await _credential.GetTokenAsync(s_request, cancellationToken);
        return new SecurityToken(token.Token, SecurityToken.JsonWebToken, token.ExpiresOn);
    }
}

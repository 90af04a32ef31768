using Amqp;
using Amqp.Framing;
using Winnow.Local.Queues.Security;

namespace Winnow.Local.Queues.Protocol;

/// <summary>Answers <c>$cbs</c>: clients put shared access signatures there, one for each path that they use.</summary>
internal sealed class TokenRequests(ClientConnection client, SasVerifier verifier)
{
    public const string Node = "$cbs";

    public Task<Reply> AnswerAsync(Message request)
    {
        var properties = request.ApplicationProperties ?? new ApplicationProperties();
        var refusal = properties["operation"] as string == "put-token"
            ? Put(SasToken.Parse((request.BodySection as AmqpValue)?.Value as string), properties["name"] as string)
            : "The operation is not known; $cbs knows 'put-token'.";
        return Task.FromResult(refusal is null
            ? new Reply(202) { Description = "Accepted" }
            : new Reply(401) { Description = refusal, Condition = ErrorCode.UnauthorizedAccess });
    }

    /// <summary>Says what is wrong with a token; null when it has been accepted.</summary>
    private string? Put(SasToken? token, string? name)
    {
        if (token is null)
        {
            return "The token is none that the endpoint knows: it takes shared access signatures (SharedAccessSignature sr=…&sig=…&se=…&skn=…).";
        }

        if (verifier.Refuse(token) is { } refusal)
        {
            return refusal;
        }

        if (!ResourcePath.IsWithin(ResourcePath.Of(name ?? ""), token.Path))
        {
            return $"The token is for '{token.Path}', not for '{name}'.";
        }

        client.Access.Grant(token.Path, token.ExpiresAt);
        return null;
    }
}

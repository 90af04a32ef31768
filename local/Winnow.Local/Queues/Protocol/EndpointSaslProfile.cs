using Amqp;
using Amqp.Sasl;
using Amqp.Types;

namespace Winnow.Local.Queues.Protocol;

/// <summary>A SASL mechanism that lets everybody in; who may do what is decided by tokens (<c>$cbs</c>).</summary>
/// <remarks>Its one instance serves all connections.</remarks>
internal class EndpointSaslProfile(string mechanism) : SaslProfile(mechanism)
{
    public const string NoCredentials = "ANONYMOUS";

    /// <summary>The mechanism of Azure's own clients, before they put a token.</summary>
    public const string ClaimsBased = "MSSBCBS";

    protected override ITransport UpgradeTransport(ITransport transport) => new ClientTransport((IAsyncTransport)transport);

    protected override DescribedList GetStartCommand(string hostname) => throw new NotSupportedException("The endpoint starts no SASL exchange.");

    protected override DescribedList OnCommand(DescribedList command) => command is SaslInit init
        ? new SaslOutcome { Code = IsAccepted(init) ? SaslCode.Ok : SaslCode.Auth }
        : throw ErrorCodes.Exception(ErrorCode.NotAllowed, "The endpoint expects sasl-init.");

    protected virtual bool IsAccepted(SaslInit init) => true;
}

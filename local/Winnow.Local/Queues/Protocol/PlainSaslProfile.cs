using System.Security.Principal;
using System.Text;
using Amqp.Listener;
using Amqp.Sasl;
using Winnow.Local.Queues.Security;

namespace Winnow.Local.Queues.Protocol;

/// <summary>SASL PLAIN with the name of the endpoint's key and the key: opens everything, without tokens.</summary>
internal sealed class PlainSaslProfile(string keyName, SasVerifier verifier) : EndpointSaslProfile(Plain), IAuthenticated
{
    public const string Plain = "PLAIN";

    /// <summary>Who a connection belongs to that this mechanism has let in.</summary>
    public IPrincipal Principal { get; } = new GenericPrincipal(new GenericIdentity(keyName, Plain), []);

    protected override bool IsAccepted(SaslInit init) =>
        Encoding.UTF8.GetString(init.InitialResponse ?? []).Split('\0') is [_, var name, var key] && verifier.IsKey(name, key);
}

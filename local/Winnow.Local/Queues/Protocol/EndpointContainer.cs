using System.Security.Cryptography.X509Certificates;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace Winnow.Local.Queues.Protocol;

/// <summary>The library's container, but for messages, which stay encoded.</summary>
internal sealed class EndpointContainer(IContainer inner) : IContainer
{
    public X509Certificate2 ServiceCertificate => inner.ServiceCertificate;

    public IDictionary<string, TransportProvider> CustomTransports => inner.CustomTransports;

    public Message CreateMessage(ByteBuffer buffer) => new ReceivedDelivery(buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray());

    public Link CreateLink(ListenerConnection connection, ListenerSession session, Attach attach) =>
        inner.CreateLink(connection, session, attach);

    public bool AttachLink(ListenerConnection connection, ListenerSession session, Link link, Attach attach) =>
        inner.AttachLink(connection, session, link, attach);
}

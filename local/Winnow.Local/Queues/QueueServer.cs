using System.Net;
using System.Net.Sockets;
using Amqp;
using Amqp.Listener;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Winnow.Local.Queues.Broker;
using Winnow.Local.Queues.Protocol;
using Winnow.Local.Queues.Security;

namespace Winnow.Local.Queues;

/// <summary>The local Service Bus endpoint: queues and topics over AMQP 1.0 on loopback, kept in one SQLite file.</summary>
/// <remarks>
/// The unmodified Azure SDK clients use it with a connection string that says <c>UseDevelopmentEmulator=true</c>. A message is accepted, and
/// a completion confirmed, when it is on the disk. It has no sessions, transactions, filters, forwarding and management over HTTP.
/// </remarks>
internal sealed partial class QueueServer : IAsyncDisposable
{
    private const int MaxLinksPerSession = 1024;
    private readonly QueueServerOptions options;
    private readonly ILoggerFactory loggers;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly List<ConnectionListener> listeners = [];
    private MessageBroker? broker;

    /// <exception cref="OptionsValidationException">A setting is wrong; the message lists all that are.</exception>
    public QueueServer(QueueServerOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        var validation = new QueueServerOptionsValidator().Validate(null, options);
        if (validation.Failed)
        {
            throw new OptionsValidationException(QueueServerOptions.SectionName, typeof(QueueServerOptions), validation.Failures);
        }

        this.options = options;
        this.loggers = loggers;
        this.time = time;
        logger = loggers.CreateLogger<QueueServer>();
        Port = options.Port;
    }

    /// <summary>The port that clients connect to; known after the start.</summary>
    public int Port { get; private set; }

    /// <summary>What clients connect with.</summary>
    public string ConnectionString => $"Endpoint=sb://localhost:{Port};SharedAccessKeyName={options.KeyName};SharedAccessKey={options.Key};UseDevelopmentEmulator=true;";

    /// <exception cref="IOException">The port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Port = FindPort(options.Port);
        broker = new MessageBroker(options.Path, time, loggers);
        await broker.StartAsync(options);
        foreach (var address in Loopback())
        {
            var listener = Listen(address, broker);
            listeners.Add(listener);
            listener.Open();
        }

        LogListens(Port, broker.Topology.Known);
    }

    /// <summary>Closes all connections, and lets what was accepted reach the disk.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        listeners.ForEach(listener => listener.Close());
        listeners.Clear();
        if (broker is not null)
        {
            await broker.DisposeAsync();
            broker = null;
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private ConnectionListener Listen(IPAddress address, MessageBroker served)
    {
        var verifier = new SasVerifier(options.KeyName, options.Key, time);
        // Nothing is registered by address: every link goes to the processor.
        var host = new ContainerHost(Array.Empty<string>()) { AddressResolver = (_, _) => "" };
        host.RegisterLinkProcessor(new LinkProcessor(served, options, verifier, time, loggers.CreateLogger<LinkProcessor>()));
        var listener = new ConnectionListener(new Address(address.ToString(), Port, scheme: "amqp"), new EndpointContainer(host))
        {
            HandlerFactory = _ => new DeliveryTags(),
        };
        listener.AMQP.MaxLinksPerSession = MaxLinksPerSession;
        listener.SASL.EnableMechanism(EndpointSaslProfile.NoCredentials, new EndpointSaslProfile(EndpointSaslProfile.NoCredentials));
        listener.SASL.EnableMechanism(EndpointSaslProfile.ClaimsBased, new EndpointSaslProfile(EndpointSaslProfile.ClaimsBased));
        listener.SASL.EnableMechanism(PlainSaslProfile.Plain, new PlainSaslProfile(options.KeyName, verifier));
        return listener;
    }

    /// <summary>Makes sure that nobody listens yet: the library shares ports, so that two endpoints would each get some connections.</summary>
    private static int FindPort(int port)
    {
        try
        {
            foreach (var address in Loopback())
            {
                using var probe = new TcpListener(address, port) { ExclusiveAddressUse = true };
                probe.Start();
                port = ((IPEndPoint)probe.LocalEndpoint).Port;
            }

            return port;
        }
        catch (SocketException exception)
        {
            throw new IOException(
                $"The Service Bus endpoint cannot listen on port {port}: {exception.Message} Stop what uses it, or choose another port (Local:Queues:Port).",
                exception);
        }
    }

    private static IEnumerable<IPAddress> Loopback() => Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];

    [LoggerMessage(LogLevel.Information, "The Service Bus endpoint listens on port {Port}: {Entities}")]
    private partial void LogListens(int port, string entities);
}

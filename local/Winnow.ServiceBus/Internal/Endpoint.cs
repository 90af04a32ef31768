using Amqp;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Where a namespace is reached.</summary>
/// <param name="Host">The host name, which is the namespace's name.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="UseTls">Whether the connection is encrypted; only an emulator's is not.</param>
internal sealed record Endpoint(string Host, int Port, bool UseTls)
{
    private const int TlsPort = 5671;
    private const int PlainPort = 5672;

    public static Endpoint Parse(string connectionString)
    {
        var properties = ServiceBusConnectionStringProperties.Parse(connectionString);
        var endpoint = properties.Endpoint!;
        // As in the official client, the port of a connection string counts for an emulator only: the service has one of its own.
        return properties.UseDevelopmentEmulator
            ? new Endpoint(endpoint.Host, endpoint.Port > 0 ? endpoint.Port : PlainPort, UseTls: false)
            : Of(endpoint.Host);
    }

    public static Endpoint Of(string fullyQualifiedNamespace)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fullyQualifiedNamespace);
        return Uri.CheckHostName(fullyQualifiedNamespace) != UriHostNameType.Unknown
            ? new Endpoint(fullyQualifiedNamespace, TlsPort, UseTls: true)
            : throw new ArgumentException($"'{fullyQualifiedNamespace}' is no host name such as 'name.servicebus.windows.net'.", nameof(fullyQualifiedNamespace));
    }

    public Address ToAddress() => new(Host, Port, null, null, "/", UseTls ? "amqps" : "amqp");

    /// <summary>What a token for an entity is asked for.</summary>
    public string Audience(string path) => $"sb://{Host.ToLowerInvariant()}/{path}";
}

using System.Net;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Internal;
using Microsoft.Extensions.Configuration;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Finds Service Bus connection strings by the name in a trigger's <c>Connection</c>, in the official order.</summary>
internal static class ServiceBusConnections
{
    public const string DefaultName = "ServiceBus";

    /// <returns>Null when there is no such setting.</returns>
    /// <exception cref="FormatException">The setting is no connection string.</exception>
    public static string? Find(string? name, IConfiguration configuration)
    {
        name = string.IsNullOrWhiteSpace(name) ? DefaultName : name;
        var found = Get($"AzureWebJobs{name}") ?? Get(name);
        if (found is not null)
            Parse(found);
        return found;

        string? Get(string key) =>
            configuration.GetConnectionString(key) is { Length: > 0 } text ? text : configuration[key] is { Length: > 0 } setting ? setting : null;
    }

    /// <summary>The parts of a connection string to the endpoint that the runtime itself serves; null for any other.</summary>
    /// <exception cref="FormatException">It is no connection string.</exception>
    public static ServiceBusConnectionStringProperties? ParseLocal(string connectionString)
    {
        var properties = Parse(connectionString);
        var host = properties.Endpoint!.Host;
        var isLoopback = properties.Endpoint.IsLoopback || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        return properties.UseDevelopmentEmulator && isLoopback ? properties : null;
    }

    private static ServiceBusConnectionStringProperties Parse(string connectionString)
    {
        try
        {
            TokenSource.Parse(connectionString);
            return ServiceBusConnectionStringProperties.Parse(connectionString);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new FormatException(exception.Message.TrimEnd('.'), exception);
        }
    }
}

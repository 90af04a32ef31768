using Azure.Core;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;

namespace Winnow.Functions.Events;

/// <summary>How to reach Service Bus: a connection string, or a namespace and an identity.</summary>
/// <remarks>The keys are those of identity-based connections in Azure Functions, and the trigger's.</remarks>
internal static class ServiceBusConnection
{
    private const string Name = "ServiceBus";

    /// <summary>A client; null when there is no setting.</summary>
    public static ServiceBusClient? Create(IConfiguration configuration)
    {
        var connectionString = configuration[Name] ?? configuration.GetConnectionString(Name);
        if (!string.IsNullOrWhiteSpace(connectionString))
            return new(connectionString);
        var section = configuration.GetSection(Name);
        return section["fullyQualifiedNamespace"] is { Length: > 0 } space ? new(space, ReadCredential(section)) : null;
    }

    /// <summary>Whether there is a setting.</summary>
    public static bool IsSet(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration[Name] ?? configuration.GetConnectionString(Name) ?? configuration[$"{Name}:fullyQualifiedNamespace"]);

    private static TokenCredential ReadCredential(IConfigurationSection section)
    {
        var clientId = section["clientId"];
        if (string.Equals(section["credential"], "managedidentity", StringComparison.OrdinalIgnoreCase))
        {
            return new ManagedIdentityCredential(
                string.IsNullOrEmpty(clientId) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId));
        }

        return new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId });
    }
}

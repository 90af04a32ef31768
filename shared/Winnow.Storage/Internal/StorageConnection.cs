using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace Winnow.Storage.Internal;

/// <summary>How to reach the data account: a connection string, or service addresses and an identity.</summary>
/// <remarks>The keys are those of identity-based connections in Azure Functions.</remarks>
internal sealed record StorageConnection(string? ConnectionString, Uri? BlobService, Uri? TableService, TokenCredential? Credential)
{
    public const string Name = "Storage";

    public static StorageConnection Read(IConfiguration configuration)
    {
        var connectionString = configuration[Name] ?? configuration.GetConnectionString(Name);
        if (!string.IsNullOrWhiteSpace(connectionString))
        {
            return new(connectionString, null, null, null);
        }

        var section = configuration.GetSection(Name);
        return new(null, ReadUri(section, "blobServiceUri"), ReadUri(section, "tableServiceUri"), ReadCredential(section));
    }

    public BlobServiceClient CreateBlobService(BlobClientOptions options) =>
        ConnectionString is null ? new(BlobService, Credential, options) : new(ConnectionString, options);

    public TableServiceClient CreateTableService(TableClientOptions options) =>
        ConnectionString is null ? new(TableService, Credential, options) : new(ConnectionString, options);

    /// <summary>A container of another account: a signature in the address wins over the identity; without both the request is anonymous.</summary>
    public BlobContainerClient CreateContainer(Uri address, BlobClientOptions options) =>
        Credential is null || address.Query.Length > 0 ? new(address, options) : new(address, Credential, options);

    private static Uri ReadUri(IConfigurationSection section, string key)
    {
        if (Uri.TryCreate(section[key], UriKind.Absolute, out var uri))
        {
            return uri;
        }

        throw new InvalidOperationException(
            $"Setting '{Name}:{key}' is '{section[key] ?? "(none)"}', which is not an absolute address. "
            + $"Set '{Name}' to a connection string, or '{Name}:blobServiceUri' and '{Name}:tableServiceUri' to the addresses of the account.");
    }

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

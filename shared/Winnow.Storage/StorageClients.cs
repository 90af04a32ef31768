using System.Collections.Concurrent;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Winnow.Storage.Internal;

namespace Winnow.Storage;

/// <summary>The blob containers and tables of the data account, each created on first use.</summary>
/// <remarks>
/// Every request is tried up to nine times with exponential waits (0.4 s doubling up to 10 s, about 40 s in all), so that a call
/// outlives a storage outage of 30 s. Therefore a write may have been applied although its first answer was lost: writers must be idempotent.
/// </remarks>
public sealed class StorageClients
{
    private readonly StorageConnection connection;
    private readonly ConcurrentDictionary<string, BlobContainerClient> containers = new();
    private readonly ConcurrentDictionary<string, TableClient> tables = new();

    /// <summary>Connects to the account that a connection string names.</summary>
    public StorageClients(string connectionString)
        : this(new StorageConnection(connectionString, null, null, null))
    {
    }

    /// <summary>Connects to the account that the connection <c>Storage</c> of the configuration names.</summary>
    /// <exception cref="InvalidOperationException">The connection is missing or incomplete.</exception>
    public StorageClients(IConfiguration configuration)
        : this(StorageConnection.Read(configuration))
    {
    }

    private StorageClients(StorageConnection connection)
    {
        this.connection = connection;
        Blobs = connection.CreateBlobService(WithRetries(new BlobClientOptions()));
        Tables = connection.CreateTableService(WithRetries(new TableClientOptions()));
    }

    public BlobServiceClient Blobs { get; }

    public TableServiceClient Tables { get; }

    public BlobContainerClient Incoming => Container(Containers.Incoming);

    public BlobContainerClient Items => Container(Containers.Items);

    public BlobContainerClient Annotations => Container(Containers.Annotations);

    public BlobContainerClient Quarantine => Container(Containers.Quarantine);

    public BlobContainerClient Versions => Container(Containers.Versions);

    public BlobContainerClient Predictions => Container(Containers.Predictions);

    public BlobContainerClient Evaluations => Container(Containers.Evaluations);

    public BlobContainerClient Models => Container(Containers.Models);

    public BlobContainerClient Work => Container(Containers.Work);

    /// <summary>A container of the account; the first request to it creates it.</summary>
    /// <param name="name">One of <see cref="Containers"/>.</param>
    public BlobContainerClient Container(string name) => containers.GetOrAdd(name, CreateContainer);

    /// <summary>A table of the account; the first request to it creates it.</summary>
    /// <param name="name">One of <see cref="TableNames"/>.</param>
    public TableClient Table(string name) => tables.GetOrAdd(name, CreateTable);

    /// <summary>A container of any account, which is not created: one of this account by its name, another with the signature in its address, else with this app's identity.</summary>
    internal BlobContainerClient Foreign(BlobUriBuilder container) => IsOwn(container.ToUri())
        ? Blobs.GetBlobContainerClient(container.BlobContainerName)
        : connection.CreateContainer(container.ToUri(), WithRetries(new BlobClientOptions()));

    /// <summary>Whether an address lies in this account.</summary>
    internal bool IsOwn(Uri address) =>
        address.AbsoluteUri.StartsWith(Blobs.Uri.AbsoluteUri.TrimEnd('/') + "/", StringComparison.Ordinal);

    private BlobContainerClient CreateContainer(string name)
    {
        var plain = Blobs.GetBlobContainerClient(name);
        var options = WithRetries(new BlobClientOptions());
        options.AddPolicy(
            new CreateFirstPolicy(token => plain.CreateIfNotExistsAsync(cancellationToken: token), token => plain.CreateIfNotExists(cancellationToken: token)),
            HttpPipelinePosition.PerCall);
        return connection.CreateBlobService(options).GetBlobContainerClient(name);
    }

    private TableClient CreateTable(string name)
    {
        var plain = Tables.GetTableClient(name);
        var options = WithRetries(new TableClientOptions());
        options.AddPolicy(
            new CreateFirstPolicy(token => plain.CreateIfNotExistsAsync(token), token => plain.CreateIfNotExists(token)),
            HttpPipelinePosition.PerCall);
        return connection.CreateTableService(options).GetTableClient(name);
    }

    private static T WithRetries<T>(T options)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.Delay = TimeSpan.FromSeconds(0.4);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(10);
        options.Retry.MaxRetries = 8;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return options;
    }
}

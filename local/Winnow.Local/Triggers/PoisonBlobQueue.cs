using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;

namespace Winnow.Local.Triggers;

/// <summary>Takes blobs whose function failed five times, with the message that the official trigger writes.</summary>
internal sealed class PoisonBlobQueue(string connectionString)
{
    public const string Name = "webjobs-blobtrigger-poison";

    private readonly QueueClient _queue = new(connectionString, Name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    public async Task AddAsync(string function, string container, BlobItem blob, string eTag, CancellationToken cancellationToken)
    {
        var message = new PoisonBlobMessage($"Host.Functions.{function}", $"{blob.Properties.BlobType ?? BlobType.Block}Blob", container, blob.Name, eTag);
        await _queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await _queue.SendMessageAsync(JsonSerializer.Serialize(message), cancellationToken);
    }

    /// <summary>The official shape: property names as they are, the blob type with its suffix.</summary>
    private sealed record PoisonBlobMessage(string FunctionId, string BlobType, string ContainerName, string BlobName, string ETag)
    {
        public string Type { get; } = "BlobTrigger";
    }
}

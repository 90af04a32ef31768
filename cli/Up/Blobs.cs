using Azure.Identity;
using Azure.Storage.Blobs;

namespace Winnow.Cli.Up;

/// <summary>Connects to the blob storage of the app.</summary>
public static class Blobs
{
    /// <summary>Takes a connection string, or the address of a blob service that the signed-in user may use.</summary>
    /// <exception cref="CliException">It is neither.</exception>
    public static BlobServiceClient Connect(string storage)
    {
        try
        {
            return storage.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                ? new(new Uri(storage), new DefaultAzureCredential(), Options())
                : new(storage, Options());
        }
        catch (FormatException error)
        {
            throw new CliException("invalid-connection-string", $"The storage connection cannot be read: {error.Message} Check --storage.", error);
        }
    }

    private static BlobClientOptions Options() => new() { Retry = { MaxRetries = 5, NetworkTimeout = TimeSpan.FromMinutes(2) } };
}

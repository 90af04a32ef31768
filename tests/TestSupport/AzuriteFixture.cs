using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Winnow.Azurite;
using Xunit;

namespace Winnow.TestSupport;

/// <summary>The storage emulator of a test process: started once, in memory, on free ports; a class or collection fixture.</summary>
/// <remarks>Tests share it, so that each takes names of its own from <see cref="UniqueName"/>. It ends with the process.</remarks>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<AzuriteProcess>> s_shared = new(() => AzuriteProcess.StartAsync());
    private AzuriteProcess? _azurite;

    /// <summary>For every Azure Storage client.</summary>
    public string ConnectionString => _azurite?.ConnectionString ?? throw new InvalidOperationException("The fixture has not been initialised.");

    public BlobServiceClient Blobs => new(ConnectionString);

    public TableServiceClient Tables => new(ConnectionString);

    /// <summary>A name that no other test has, valid as a container, a queue, a dataset and (without its dashes) a table.</summary>
    public static string UniqueName(string prefix = "t") => $"{prefix}-{Guid.NewGuid():N}"[..Math.Min(prefix.Length + 17, 60)];

    /// <summary>The process-wide emulator, for helpers that are no fixtures.</summary>
    public static Task<AzuriteProcess> SharedAsync() => s_shared.Value;

    public async Task InitializeAsync() => _azurite = await s_shared.Value;

    public Task DisposeAsync() => Task.CompletedTask;
}

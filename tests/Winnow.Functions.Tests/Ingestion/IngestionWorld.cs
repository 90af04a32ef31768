using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;
using Winnow.Core.Models;
using Winnow.Functions.Ingestion;
using Winnow.Functions.Labelling;
using Winnow.Inference;
using Winnow.Storage;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.Ingestion;

/// <summary>A dataset of its own in the real storage emulator, with the activities of ingestion called as the orchestrators call them.</summary>
internal sealed class IngestionWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private int _batches;

    public IngestionWorld(AzuriteFixture azurite, Action<IngestionOptions>? configure = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage", azurite.ConnectionString)]).Build();
        var services = new ServiceCollection().AddLogging().AddWinnowStorage(configuration).AddIngestion(configuration).AddSingleton<IModelStore, NoModels>();
        services.Configure(configure ?? (_ => { }));
        _services = services.BuildServiceProvider();
        Dataset = AzuriteFixture.UniqueName();
    }

    public string Dataset { get; }

    /// <summary>Sees and disturbs all calls to the stores.</summary>
    public Probe Probe { get; private set; } = new();

    public IDropZone DropZone => Get<IDropZone>();

    public IIntake Intake => Get<IIntake>();

    public IQuarantine Quarantine => Get<IQuarantine>();

    public ICatalogue Catalogue => Get<ICatalogue>();

    public IPackStore Packs => Get<IPackStore>();

    public IDatasetStore Datasets => Get<IDatasetStore>();

    public DropDoor Door => Get<DropDoor>();

    public StorageClients Clients => Get<StorageClients>();

    public BlobClient Incoming(string path) => Clients.Incoming.GetBlobClient($"{Dataset}/{path}");

    public Task DropAsync(string path, byte[] content) => Incoming(path).UploadAsync(new BinaryData(content), overwrite: true);

    public async Task DropAsync(params (string Path, byte[] Content)[] files)
    {
        foreach (var (path, content) in files)
            await DropAsync(path, content);
    }

    /// <summary>Takes the next batch of everything that lies in the drop zone.</summary>
    public async Task<BatchManifest?> TakeAsync(string? batch = null)
    {
        List<DropBlob> found = [];
        await foreach (var page in DropZone.ListAsync(default))
            found.AddRange(page.Where(blob => blob.Name.StartsWith(Dataset + "/", StringComparison.Ordinal)));
        await Door.AdmitAsync(found, default);
        return await NewActivities().TakeBatch(new(Dataset, batch ?? $"b{++_batches:D4}", 10_000, long.MaxValue), default);
    }

    /// <summary>Ingests all shards of a batch, one after another or all at once.</summary>
    public async Task<IngestCounts> IngestAsync(BatchManifest batch, bool atOnce = false)
    {
        var shards = Enumerable.Range(0, batch.Shards).Select(shard => new IngestShardInput(Dataset, batch.Batch, shard));
        var counts = new IngestCounts();
        if (atOnce)
        {
            foreach (var done in await Task.WhenAll(shards.Select(shard => NewActivities().IngestShard(shard, default))))
                counts += done;
        }
        else
        {
            foreach (var shard in shards)
                counts += await NewActivities().IngestShard(shard, default);
        }

        await NewActivities().RecordBatch(new(Dataset, batch.Batch, counts), default);
        return counts;
    }

    /// <summary>Ingests everything that lies in the drop zone.</summary>
    public async Task<IngestCounts> RunAsync(bool atOnce = false) => await IngestAsync((await TakeAsync())!, atOnce);

    /// <summary>The activities on stores that the probe watches.</summary>
    public IngestionActivities NewActivities()
    {
        var shards = new ShardIngestion(
            Probe.Watch(DropZone), Probe.Watch(Datasets), Probe.Watch(Catalogue), Probe.Watch(Packs), Probe.Watch(Quarantine),
            Get<IOptions<IngestionOptions>>(), Get<Microsoft.Extensions.Logging.ILogger<ShardIngestion>>());
        var planner = new LabelPlanner(Datasets, Get<IModelStore>(), new(Get<StorageClients>()), Options.Create(new LabellingOptions()), Options.Create(new InferenceOptions()));
        return new IngestionActivities(
            Probe.Watch(DropZone), Probe.Watch(Intake), Probe.Watch(Get<IBatchStore>()), Probe.Watch(Datasets), planner, shards, TimeProvider.System);
    }

    public Probe NewProbe() => Probe = new Probe();

    public async Task<IReadOnlyList<Item>> ItemsAsync()
    {
        List<Item> items = [];
        string? continuation = null;
        do
        {
            var page = await Packs.ListAsync(Dataset, continuation, 1000, default);
            foreach (var pack in page.Value)
                items.AddRange(await Catalogue.ReadPackAsync(Dataset, pack.Name, default));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return items;
    }

    public async Task<IReadOnlyList<QuarantinedFile>> QuarantinedAsync() => (await Quarantine.ListAsync(Dataset, 1000, null, default)).Value;

    public async Task<IReadOnlyList<string>> IncomingAsync()
    {
        List<string> names = [];
        await foreach (var page in DropZone.ListAsync(default))
            names.AddRange(page.Select(blob => blob.Name).Where(name => name.StartsWith(Dataset + "/", StringComparison.Ordinal)));
        return names;
    }

    /// <summary>Everything that a run leaves behind, as text that can be compared with that of another dataset.</summary>
    public async Task<string> SnapshotAsync()
    {
        List<string> lines = [];
        foreach (var item in await ItemsAsync())
        {
            var content = await Packs.ReadAsync(item, default);
            var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
            lines.Add($"item {item.Id} {item.Pack} {item.Offset} {item.Length} {item.Name} {item.MediaType} {item.Width}x{item.Height} {item.Split} {item.State} {hash == item.Id}");
            var details = await Catalogue.DescribeAsync(Dataset, item.Id, default);
            lines.AddRange(details!.Names.Select(name => $"name {item.Id} {name}"));
            lines.AddRange(details.Annotations.Select(annotation => $"annotation {item.Id} {annotation.Source} {annotation.Label} {annotation.Text}"));
        }

        lines.AddRange((await QuarantinedAsync()).Select(file => $"refused {file.Name} {file.Code} {file.BlobPath is not null} {file.Batch}"));
        lines.AddRange((await IncomingAsync()).Select(name => $"incoming {name}"));
        lines.Add($"pending {await Intake.CountPendingAsync(Dataset, default)}");
        var totals = await Datasets.GetTotalsAsync(Dataset, default);
        lines.Add($"totals {totals.Batches} {totals.Counts with { WorkSeconds = 0, WaitingAnnotations = 0 }}");
        return string.Join('\n', lines.Order(StringComparer.Ordinal)).Replace(Dataset, "DATASET", StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}

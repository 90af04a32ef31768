using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Azurite;
using Winnow.Local.Hosting;
using Winnow.TestSupport;

namespace Winnow.Local.Tests.Triggers;

public sealed class BlobTriggerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("winnow-blobs-").FullName;
    private readonly string _container = AzuriteFixture.UniqueName();
    private readonly Calls _calls = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public sealed class Calls
    {
        private int _running;

        public ConcurrentQueue<string> Names { get; } = [];

        public ConcurrentQueue<string> Texts { get; } = [];

        public int MostAtATime { get; private set; }

        public Func<string, int, Task> Behave { get; set; } = (_, _) => Task.CompletedTask;

        public int CountOf(string name) => Names.Count(seen => seen == name);

        public async Task TakeAsync(string name)
        {
            lock (this)
                MostAtATime = Math.Max(MostAtATime, ++_running);
            Names.Enqueue(name);
            try
            {
                await Behave(name, CountOf(name));
            }
            finally
            {
                lock (this)
                    _running--;
            }
        }
    }

    public sealed class OnClient(Calls calls)
    {
        [Function(nameof(OnClient))]
        public async Task Run(
            [BlobTrigger("%Container%/{name}", Source = BlobTriggerSource.EventGrid, Connection = "Data")] BlobClient blob, string name,
            FunctionContext context, CancellationToken cancellationToken)
        {
            Assert.Equal(name, blob.Name);
            Assert.Equal(nameof(OnClient), context.FunctionDefinition.Name);
            Assert.True(await blob.ExistsAsync(cancellationToken));
            await calls.TakeAsync(name);
        }
    }

    public sealed class OnName(Calls calls)
    {
        [Function(nameof(OnName))]
        public Task Run([BlobTrigger("%Container%/{name}", Connection = "Data")] BlobClient blob, string name)
        {
            _ = blob;
            return calls.TakeAsync(name);
        }
    }

    public sealed class OnText(Calls calls)
    {
        [Function(nameof(OnText))]
        public async Task Run([BlobTrigger("%Container%/{folder}/{file}.txt", Connection = "Data")] Stream content, string folder, string file, string blobTrigger)
        {
            using var reader = new StreamReader(content, leaveOpen: true);
            calls.Texts.Enqueue($"{folder}|{file}|{await reader.ReadToEndAsync()}|{blobTrigger}");
        }

        [Function("OnString")]
        public void RunString([BlobTrigger("%Container%/{name}", Connection = "Data")] string content) => calls.Texts.Enqueue(content);
    }

    [Fact]
    public async Task Run_NewBlobs_EachOnceAlsoAfterARestart()
    {
        var names = Enumerable.Range(0, 30).Select(i => $"d/sub/{i}.png").ToList();
        var container = await CreateContainerAsync();
        await Task.WhenAll(names.Select(name => container.UploadBlobAsync(name, BinaryData.FromString(name))));
        await using (await StartAsync<OnClient>())
        {
            await UntilAsync(() => _calls.Names.Count >= names.Count);
            await Task.Delay(300);
        }
        await using (await StartAsync<OnClient>())
        {
            await container.UploadBlobAsync("late", BinaryData.FromString("late"));
            await UntilAsync(() => _calls.CountOf("late") > 0);
            await Task.Delay(300);
        }

        Assert.Equal(names.Append("late").Order(), _calls.Names.Order());
    }

    [Fact]
    public async Task Run_BlobIsOverwritten_RunsAgainForTheNewVersion()
    {
        var container = await CreateContainerAsync();
        await container.UploadBlobAsync("a", BinaryData.FromString("1"));
        await using var host = await StartAsync<OnClient>();
        await UntilAsync(() => _calls.CountOf("a") == 1);

        await container.GetBlobClient("a").UploadAsync(BinaryData.FromString("2"), overwrite: true);

        await UntilAsync(() => _calls.CountOf("a") == 2);
    }

    [Fact]
    public async Task Run_ContainerDoesNotExist_WaitsForIt()
    {
        await using var host = await StartAsync<OnClient>();
        await Task.Delay(200);

        var container = await CreateContainerAsync();
        await container.UploadBlobAsync("first", BinaryData.FromString("1"));

        await UntilAsync(() => _calls.CountOf("first") == 1);
    }

    [Fact]
    public async Task Run_StreamStringAndTokens_AreBound()
    {
        var container = await CreateContainerAsync();
        await container.UploadBlobAsync("x/y/z.txt", BinaryData.FromString("content"));
        await using var host = await StartAsync<OnText>();

        await UntilAsync(() => _calls.Texts.Count == 2);

        Assert.Equal(["content", $"x/y|z|content|{_container}/x/y/z.txt"], _calls.Texts.Order());
    }

    [Fact]
    public async Task Run_FunctionFailsTwice_IsTriedAgainAndIsDone()
    {
        _calls.Behave = (_, tries) => tries < 3 ? Task.FromException(new InvalidOperationException("not yet")) : Task.CompletedTask;
        var container = await CreateContainerAsync();
        await container.UploadBlobAsync("a", BinaryData.FromString("1"));
        await using var host = await StartAsync<OnName>();

        await UntilAsync(() => _calls.Names.Count == 3);
        await Task.Delay(300);

        Assert.Equal(3, _calls.Names.Count);
    }

    [Fact]
    public async Task Run_FunctionAlwaysFails_GoesToThePoisonQueueAfterFiveTries()
    {
        _calls.Behave = (name, _) => name == "bad" ? Task.FromException(new InvalidOperationException("never")) : Task.CompletedTask;
        var container = await CreateContainerAsync();
        await container.UploadBlobAsync("bad", BinaryData.FromString("1"));
        await container.UploadBlobAsync("good", BinaryData.FromString("1"));
        var eTag = (await container.GetBlobClient("bad").GetPropertiesAsync()).Value.ETag.ToString().Trim('"');
        await using var host = await StartAsync<OnName>();

        var message = await ReadPoisonAsync();
        await Task.Delay(300);

        Assert.Equal(5, _calls.CountOf("bad"));
        Assert.Equal(1, _calls.CountOf("good"));
        Assert.Equal("BlobTrigger", message.GetProperty("Type").GetString());
        Assert.Equal("Host.Functions.OnName", message.GetProperty("FunctionId").GetString());
        Assert.Equal("BlockBlob", message.GetProperty("BlobType").GetString());
        Assert.Equal("bad", message.GetProperty("BlobName").GetString());
        Assert.Equal(eTag, message.GetProperty("ETag").GetString());
    }

    [Fact]
    public async Task Run_ManyBlobs_NoMoreAtATimeThanAllowed()
    {
        _calls.Behave = (_, _) => Task.Delay(50);
        var container = await CreateContainerAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => container.UploadBlobAsync($"{i}", BinaryData.FromString("1"))));
        await using var host = await StartAsync<OnName>(extra: new() { ["AzureFunctionsJobHost:extensions:blobs:maxDegreeOfParallelism"] = "3" });

        await UntilAsync(() => _calls.Names.Count == 12);

        Assert.InRange(_calls.MostAtATime, 2, 3);
    }

    [Fact]
    public async Task Run_StorageGoesAwayForAWhile_GoesOnAndLosesNothing()
    {
        await using var own = await AzuriteProcess.StartAsync(new AzuriteOptions { Location = Path.Combine(_folder, "azurite") });
        var container = new BlobContainerClient(own.ConnectionString, _container);
        await container.CreateAsync();
        await container.UploadBlobAsync("before", BinaryData.FromString("1"));
        await using var host = await StartAsync<OnClient>(own.ConnectionString);
        await UntilAsync(() => _calls.CountOf("before") == 1);

        await own.StopAsync();
        await Task.Delay(3000);
        await own.StartAgainAsync();
        await container.UploadBlobAsync("after", BinaryData.FromString("1"));

        await UntilAsync(() => _calls.CountOf("after") == 1);
        Assert.Equal(1, _calls.CountOf("before"));
    }

    [Fact]
    public async Task Start_StorageIsNotThereYet_IsWaitedFor()
    {
        await using var own = await AzuriteProcess.StartAsync(new AzuriteOptions { Location = Path.Combine(_folder, "azurite") });
        await own.StopAsync();
        await using var host = await StartAsync<OnClient>(own.ConnectionString);

        await own.StartAgainAsync();
        var container = new BlobContainerClient(own.ConnectionString, _container);
        await container.CreateAsync();
        await container.UploadBlobAsync("a", BinaryData.FromString("1"));

        await UntilAsync(() => _calls.CountOf("a") == 1);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        while (!condition())
            await Task.Delay(20, limit.Token);
    }

    private async Task<JsonElement> ReadPoisonAsync()
    {
        // The queue is shared: other tests of this process do not fail on purpose, but their messages are not looked at.
        var queue = new QueueClient(azurite.ConnectionString, "webjobs-blobtrigger-poison", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        while (true)
        {
            await Task.Delay(50, limit.Token);
            if (!await queue.ExistsAsync(limit.Token))
                continue;
            var messages = await queue.PeekMessagesAsync(32, limit.Token);
            var own = messages.Value.Select(message => message.Body.ToObjectFromJson<JsonElement>())
                .Where(message => message.GetProperty("ContainerName").GetString() == _container).ToList();
            if (own.Count > 0)
                return Assert.Single(own);
        }
    }

    private async Task<BlobContainerClient> CreateContainerAsync() => (await azurite.Blobs.CreateBlobContainerAsync(_container)).Value;

    private Task<LocalFunctionsHost> StartAsync<T>(string? connectionString = null, Dictionary<string, string?>? extra = null)
    {
        var settings = new Dictionary<string, string?>(extra ?? [])
        {
            ["Data"] = connectionString ?? azurite.ConnectionString,
            ["Container"] = _container,
            ["Local:BlobPollSeconds"] = "0.05",
            ["Local:BlobRetrySeconds"] = "0.02",
            ["Local:TaskHubPath"] = Path.Combine(_folder, "taskhub.db"),
            ["Logging:LogLevel:Default"] = "None",
        };
        return LocalFunctionsHost.StartAsync([typeof(T)], Compose, settings);

        void Compose(FunctionsApplicationBuilder builder) => builder.Services.AddSingleton(_calls);
    }
}

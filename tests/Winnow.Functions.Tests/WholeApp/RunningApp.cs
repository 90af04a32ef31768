using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Azurite;
using Winnow.Core.Catalogue;
using Winnow.Core.Events;
using Winnow.Functions.Tests.Events;
using Winnow.Local.Hosting;
using Winnow.Storage;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>The whole app on a storage emulator of its own that keeps its data over a stop, with the model of digits registered; every orchestration turn is replayed.</summary>
/// <remarks>An emulator of its own, because the app takes every file that anybody drops.</remarks>
public sealed class RunningApp : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private readonly string _folder = Directory.CreateTempSubdirectory("winnow-app-").FullName;
    private LocalFunctionsHost _host = null!;
    private HttpClient _client = null!;

    public AzuriteProcess Azurite { get; private set; } = null!;

    public StorageClients Clients => Service<StorageClients>();

    public DurableTaskClient DurableClient => _host.DurableTaskClient;

    /// <summary>Takes the app's events, unless there is a Service Bus.</summary>
    public RecordingTopic Topic { get; } = new();

    /// <summary>Connection string of the Service Bus; null for none.</summary>
    public string? ServiceBus { get; init; }

    public static string ModelFolder => Path.Combine(Repository, "models", "digits-cnn", "1");

    public T Service<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        Azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { Location = Path.Combine(_folder, "azurite") });
        _host = await LocalFunctionsHost.StartAsync(typeof(WinnowApp).Assembly, Compose, Settings());
        _client = _host.CreateClient();
        await UploadModelAsync("digits-cnn", await File.ReadAllBytesAsync(Path.Combine(ModelFolder, "model.onnx")));
        var answer = await PostAsync("models", new { name = "digits-cnn", version = "1" });
        Assert.Equal((201, "digits-cnn"), ((int)answer.Status, answer.Text("name")));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        await Azurite.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Uploads an ONNX file with the card of digits-cnn, under another name.</summary>
    /// <param name="name">Name of the model, version 1.</param>
    /// <param name="onnx">The file.</param>
    /// <param name="edit">Changes the card; without it the card keeps its hash.</param>
    public async Task UploadModelAsync(string name, byte[] onnx, Func<string, string>? edit = null)
    {
        var card = (await File.ReadAllTextAsync(Path.Combine(ModelFolder, "card.yaml"))).Replace("name: digits-cnn", $"name: {name}", StringComparison.Ordinal);
        await Clients.Models.GetBlobClient($"{name}/1/model.onnx").UploadAsync(BinaryData.FromBytes(onnx), overwrite: true);
        await Clients.Models.GetBlobClient($"{name}/1/card.yaml").UploadAsync(BinaryData.FromString(edit?.Invoke(card) ?? card), overwrite: true);
        await Clients.Models.GetBlobClient($"{name}/1/sample.png").UploadAsync(Path.Combine(ModelFolder, "sample.png"), overwrite: true);
    }

    /// <summary>Creates a dataset over HTTP and returns its name.</summary>
    public async Task<string> CreateDatasetAsync(object? policy = null)
    {
        var name = AzuriteFixture.UniqueName("d");
        var answer = await PostAsync("datasets", new { name, policy });
        Assert.Equal((201, name), ((int)answer.Status, answer.Text("name")));
        return name;
    }

    public async Task DropAsync(string dataset, string path, byte[] content) =>
        await Clients.Incoming.GetBlobClient($"{dataset}/{path}").UploadAsync(BinaryData.FromBytes(content), overwrite: true);

    /// <summary>Drops digits as <c>{folder}/{index}.png</c> and waits until they are items, so that they make a pack of their own.</summary>
    public async Task DropDigitsAsync(string dataset, string folder, Range indexes)
    {
        var before = await CountItemsAsync(dataset);
        var all = Enumerable.Range(0, 10_000).Take(indexes).ToList();
        await Parallel.ForEachAsync(all, async (index, _) => await DropAsync(dataset, $"{folder}/{index:D4}.png", SomeDigits.At(index).Png));
        await WaitAsync(async () => await CountItemsAsync(dataset) == before + all.Count, $"{all.Count} more items in {dataset}");
    }

    /// <summary>Drops a CSV file of annotations, and waits until nothing is left to ingest.</summary>
    public async Task AnnotateAsync(string dataset, params IEnumerable<NamedAnnotation> annotations)
    {
        var rows = annotations.Select(row => $"{row.Path},{row.Label},{row.Split}").Prepend("file_name,label,split").ToList();
        var before = await CountAsync(dataset, "annotations");
        await DropAsync(dataset, $"{Guid.NewGuid():N}.csv", Encoding.UTF8.GetBytes(string.Join("\r\n", rows)));
        await WaitAsync(async () => await CountAsync(dataset, "annotations") == before + rows.Count - 1, $"the annotations of {dataset}");
    }

    public Task<long> CountItemsAsync(string dataset) => CountAsync(dataset, "items");

    private async Task<long> CountAsync(string dataset, string what)
    {
        var answer = await GetAsync($"datasets/{dataset}");
        return answer.Json.GetProperty("totals").GetProperty("counts").GetProperty(what).GetInt64();
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object body, string? key = null) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body), key);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? new Uri(path) : new Uri(_host.Address, $"api/{path}"));
        request.Content = content;
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await _client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(body.StartsWith('{'), $"{method} {path} answered {(int)response.StatusCode}: {body}");
        using var json = JsonDocument.Parse(body);
        return new(
            response.StatusCode, json.RootElement.Clone(), response.Content.Headers.ContentType?.MediaType, response.Headers.Location,
            response.Headers.RetryAfter?.ToString());
    }

    public Task<HttpResponseMessage> GetRawAsync(string path) => _client.GetAsync(new Uri(_host.Address, $"api/{path}"));

    /// <summary>Starts a run, checks the answer's form, and polls until it has ended.</summary>
    public async Task<JsonElement> RunAsync(string route, object body)
    {
        var started = await PostAsync(route, body);
        Assert.True((int)started.Status == 202, started.Json.ToString());
        Assert.Equal("1", started.RetryAfter);
        Assert.EndsWith($"/api/{route}/{started.Text("id")}", started.Location!.AbsolutePath, StringComparison.Ordinal);
        return await WaitForEndAsync(started.Location.ToString());
    }

    /// <summary>Polls a run until it is neither pending nor running.</summary>
    public async Task<JsonElement> WaitForEndAsync(string address)
    {
        var last = default(JsonElement);
        await WaitAsync(
            async () =>
            {
                last = (await GetAsync(address)).Json;
                return last.GetProperty("status").GetString() is not ("pending" or "running");
            },
            $"the end of {address}", () => $"{last}");
        return last;
    }

    /// <summary>All entries of a list, page by page; every page but the last is full, and no entry comes twice.</summary>
    public async Task<List<JsonElement>> ListAsync(string path, int limit)
    {
        var all = new List<JsonElement>();
        for (string? next = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}"; next is not null;)
        {
            var answer = await GetAsync(next);
            Assert.True((int)answer.Status == 200, answer.Json.ToString());
            next = answer.Json.GetProperty("nextLink").GetString();
            var page = answer.Json.GetProperty("value").EnumerateArray().ToList();
            Assert.InRange(page.Count, next is null ? 0 : 1, limit);
            all.AddRange(page);
        }

        return all;
    }

    /// <summary>Waits until something is so; fails with what was waited for.</summary>
    public static async Task WaitAsync(Func<Task<bool>> condition, string what, Func<string>? last = null)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited in vain for {what}. {last?.Invoke()}");
            await Task.Delay(100);
        }
    }

    private void Compose(FunctionsApplicationBuilder builder)
    {
        builder.AddWinnow();
        if (ServiceBus is null)
            builder.Services.AddSingleton<IEventTopic>(Topic);
    }

    public Dictionary<string, string?> Settings() => new()
    {
        ["Storage"] = Azurite.ConnectionString,
        ["AzureWebJobsStorage"] = Azurite.ConnectionString,
        ["Api:Access"] = "Open",
        ["ServiceBus"] = ServiceBus,
        ["Local:TaskHubPath"] = Path.Combine(_folder, "taskhub.db"),
        ["Local:ReplayEveryTurn"] = "true",
        ["Local:BlobPollSeconds"] = "0.1",
        ["Messages:PollSeconds"] = "0.2",
        ["Ingestion:GatherSeconds"] = "0.5",
        ["Ingestion:IdleSeconds"] = "5",
        ["Ingestion:ReconcileAfterSeconds"] = "1",
        ["Labelling:ShardsAtOnce"] = "2",
        ["Evaluation:Window"] = "2",
        ["Evaluation:PacksPerGroup"] = "2",
        ["Inference:Provider"] = "cpu",
        ["Models:CacheFolder"] = Path.Combine(_folder, "models"),
    };

    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Workflows.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }
}

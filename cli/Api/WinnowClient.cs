using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Winnow.Cli.Output;

namespace Winnow.Cli.Api;

/// <summary>The HTTP API of the function app.</summary>
public sealed partial class WinnowClient : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly HttpClient _http;

    /// <param name="url">Address of the app, without <c>/api</c>.</param>
    /// <param name="token">Entra access token; null for none.</param>
    public WinnowClient(Uri url, string? token)
    {
        Url = url;
        _http = new() { BaseAddress = new($"{url.AbsoluteUri.TrimEnd('/')}/api/"), Timeout = Timeout.InfiniteTimeSpan };
        if (token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }
    }

    public Uri Url { get; }

    public Task<Listing<Dataset>> ListDatasetsAsync(CancellationToken cancellationToken) => GetAsync<Listing<Dataset>>("datasets", cancellationToken);

    public Task<Dataset> GetDatasetAsync(string name, CancellationToken cancellationToken) =>
        GetAsync<Dataset>($"datasets/{Escape(name)}", cancellationToken);

    /// <summary>The dataset; null when there is none of that name.</summary>
    public async Task<Dataset?> FindDatasetAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await GetDatasetAsync(name, cancellationToken);
        }
        catch (ApiException error) when (error.Code == "unknown-dataset")
        {
            return null;
        }
    }

    public Task<Dataset> CreateDatasetAsync(string name, LabelPolicy policy, IReadOnlyList<string> classes, CancellationToken cancellationToken) =>
        SendAsync<Dataset>(HttpMethod.Post, "datasets", new { name, policy, classes }, null, cancellationToken);

    public Task<Dataset> SetPolicyAsync(string name, LabelPolicy policy, CancellationToken cancellationToken) =>
        SendAsync<Dataset>(HttpMethod.Put, $"datasets/{Escape(name)}/policy", policy, null, cancellationToken);

    /// <summary>What a labelling run learnt from annotated items.</summary>
    public Task<JsonElement> GetCalibrationAsync(string dataset, string id, CancellationToken cancellationToken) =>
        GetAsync<JsonElement>($"datasets/{Escape(dataset)}/calibrations/{Escape(id)}", cancellationToken);

    /// <summary>One page of a query; the names of <paramref name="query"/> are those of the API, null values are left out.</summary>
    public Task<Listing<ItemSummary>> QueryItemsAsync(
        string dataset, IEnumerable<KeyValuePair<string, string?>> query, CancellationToken cancellationToken) =>
        GetAsync<Listing<ItemSummary>>($"datasets/{Escape(dataset)}/items?{Query(query)}", cancellationToken);

    public Task<JsonElement> GetItemAsync(string dataset, string itemId, CancellationToken cancellationToken) =>
        GetAsync<JsonElement>($"datasets/{Escape(dataset)}/items/{Escape(itemId)}", cancellationToken);

    /// <summary>Everything that was refused, page after page.</summary>
    public async IAsyncEnumerable<QuarantineEntry> ListQuarantineAsync(string dataset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = $"datasets/{Escape(dataset)}/quarantine"; next is not null;)
        {
            var page = await GetAsync<Listing<QuarantineEntry>>(next, cancellationToken);
            foreach (var entry in page.Value)
            {
                yield return entry;
            }

            next = page.NextLink;
        }
    }

    /// <summary>The page that a <see cref="Listing{T}.NextLink"/> leads to.</summary>
    public Task<Listing<T>> GetPageAsync<T>(string link, CancellationToken cancellationToken) => GetAsync<Listing<T>>(link, cancellationToken);

    public Task<Listing<Model>> ListModelsAsync(CancellationToken cancellationToken) => GetAsync<Listing<Model>>("models", cancellationToken);

    public Task<JsonElement> GetModelAsync(string name, string version, CancellationToken cancellationToken) =>
        GetAsync<JsonElement>($"models/{Escape(name)}/{Escape(version)}", cancellationToken);

    /// <summary>Runs a registered model on the sample of its card, where the app runs.</summary>
    public Task<ModelCheck> CheckModelAsync(string name, string version, CancellationToken cancellationToken) =>
        SendAsync<ModelCheck>(HttpMethod.Post, $"models/{Escape(name)}/{Escape(version)}/check", null, null, cancellationToken);

    /// <summary>Measures how a registered model runs fastest where the app runs, and keeps it.</summary>
    public Task<ModelTuning> TuneModelAsync(string name, string version, CancellationToken cancellationToken) =>
        SendAsync<ModelTuning>(HttpMethod.Post, $"models/{Escape(name)}/{Escape(version)}/tune", null, null, cancellationToken);

    /// <summary>Registers a model whose files lie in the container <c>models</c>.</summary>
    public Task<Model> RegisterModelAsync(string name, string version, CancellationToken cancellationToken) =>
        SendAsync<Model>(HttpMethod.Post, "models", new { name, version }, null, cancellationToken);

    /// <summary>Starts a labelling run, or finds the one that was started with the same key.</summary>
    public Task<RunStatus> StartLabellingAsync(LabelRequest request, string? idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync<RunStatus>(HttpMethod.Post, RunKind.Labellings, request, idempotencyKey, cancellationToken);

    /// <summary>Starts a snapshot of a dataset.</summary>
    public Task<RunStatus> StartSnapshotAsync(string dataset, CancellationToken cancellationToken) =>
        SendAsync<RunStatus>(HttpMethod.Post, RunKind.Snapshots, new { dataset }, null, cancellationToken);

    /// <summary>The versions of a dataset, the latest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListVersionsAsync(string dataset, CancellationToken cancellationToken) =>
        (await GetAsync<Listing<JsonElement>>($"datasets/{Escape(dataset)}/versions", cancellationToken)).Value;

    public Task<RunStatus> GetRunAsync(string kind, string id, CancellationToken cancellationToken) =>
        GetAsync<RunStatus>($"{kind}/{Escape(id)}", cancellationToken);

    public Task<RunStatus> CancelRunAsync(string kind, string id, CancellationToken cancellationToken) =>
        SendAsync<RunStatus>(HttpMethod.Delete, $"{kind}/{Escape(id)}", null, null, cancellationToken);

    /// <summary>Polls a run until it ends, and reports every step.</summary>
    /// <exception cref="CliException">It failed or was cancelled.</exception>
    public async Task<RunStatus> WaitAsync(string kind, RunStatus run, Action<RunStatus> report, CancellationToken cancellationToken)
    {
        while (!run.IsEnded)
        {
            report(run);
            await Task.Delay(PollInterval, cancellationToken);
            run = await GetRunAsync(kind, run.Id, cancellationToken);
        }

        return run.Status switch
        {
            "completed" => run,
            "cancelled" => throw new CliException("run-cancelled", $"The {run.Kind} run {run.Id} was cancelled; start it again when you need it."),
            _ => throw new CliException(run.Error?.Code ?? "run-failed", run.Error?.Message ?? $"The {run.Kind} run {run.Id} failed without a reason."),
        };
    }

    /// <summary>Copies an address below the API into a file.</summary>
    public async Task DownloadAsync(Uri address, string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(() => new(HttpMethod.Get, address), cancellationToken);
        await using var target = File.Create(path);
        await response.Content.CopyToAsync(target, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static string Query(IEnumerable<KeyValuePair<string, string?>> parameters) =>
        string.Join('&', parameters.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={Escape(pair.Value!)}"));

    private async Task<T> GetAsync<T>(string address, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(() => new(HttpMethod.Get, address), cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    private Task<T> SendAsync<T>(
        HttpMethod method, string address, object? body, string? idempotencyKey, CancellationToken cancellationToken) =>
        SendContentAsync<T>(method, address, () => body is null ? null : JsonContent.Create(body, options: Json.Compact), idempotencyKey, cancellationToken);

    private async Task<T> SendContentAsync<T>(
        HttpMethod method, string address, Func<HttpContent?> content, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(() => Create(method, address, content(), idempotencyKey), cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    private static HttpRequestMessage Create(HttpMethod method, string address, HttpContent? content, string? idempotencyKey)
    {
        var request = new HttpRequestMessage(method, address) { Content = content };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return request;
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync<T>(Json.Compact, cancellationToken) ?? throw new JsonException("The answer is null.");

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        return await SendAsync(create, limit, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> create, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        try
        {
            using var request = create();
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return response.IsSuccessStatusCode ? response : throw await ProblemAsync(response, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw new ApiException("unreachable", $"The app does not answer at {Url} ({error.Message}). Start it with 'winnow up', or pass its address with --url.", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiException("timeout", $"The app at {Url} did not answer within {Patience.TotalSeconds:0} s. Look at its log.", error);
        }
    }

    private static async Task<ApiException> ProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            var problem = TryParse(await response.Content.ReadAsStringAsync(cancellationToken));
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return response.StatusCode == HttpStatusCode.Unauthorized
                ? new ApiException("unauthorized", "The app wants an Entra token: pass one with --token or WINNOW_TOKEN, as 'az account get-access-token --scope api://CLIENT_ID/.default --query accessToken -o tsv' prints it.")
                : new ApiException(problem?.Code ?? $"http-{status}", problem?.Detail ?? problem?.Title
                    ?? $"The app answered {status} {response.ReasonPhrase} to {response.RequestMessage?.RequestUri}. Is --url a Winnow app of this version?");
        }
    }

    private static Problem? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Problem>(text, Json.Compact);
        }
        catch (JsonException)
        {
            // Something before the app answered, in its own words: the status says enough.
            return null;
        }
    }
}

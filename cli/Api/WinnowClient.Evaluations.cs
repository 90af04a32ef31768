using System.Net.Http.Headers;
using System.Text.Json;

namespace Winnow.Cli.Api;

/// <content>Predictions, evaluations, comparisons and benchmarks.</content>
public sealed partial class WinnowClient
{
    /// <summary>Starts an evaluation, or finds the one that was started with the same key.</summary>
    public Task<RunStatus> StartEvaluationAsync(EvaluateRequest request, string? idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync<RunStatus>(HttpMethod.Post, RunKind.Evaluations, request, idempotencyKey, cancellationToken);

    /// <summary>Address of an evaluation's report: <c>json</c> or <c>html</c>.</summary>
    public Uri ReportAddress(string evaluation, string format) =>
        new(_http.BaseAddress!, $"{RunKind.Evaluations}/{Escape(evaluation)}/report.{format}");

    /// <summary>Starts a comparison of two evaluations, or a judgement of one.</summary>
    public Task<RunStatus> StartComparisonAsync(CompareRequest request, CancellationToken cancellationToken) =>
        SendAsync<RunStatus>(HttpMethod.Post, RunKind.Comparisons, request, null, cancellationToken);

    /// <summary>The predictions that were brought to a dataset.</summary>
    public Task<Listing<BroughtPredictions>> ListPredictionsAsync(string dataset, CancellationToken cancellationToken) =>
        GetAsync<Listing<BroughtPredictions>>(PredictionsOf(dataset), cancellationToken);

    /// <summary>Sends a file of predictions as a stream, or the address of one, and starts its import.</summary>
    /// <param name="source">The file, and how it is read.</param>
    /// <param name="idempotencyKey">The same key is the same run; null: a run of its own.</param>
    /// <param name="report">Gets the bytes that are sent.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    public async Task<RunStatus> StartImportAsync(PredictionSource source, string? idempotencyKey, Action<long> report, CancellationToken cancellationToken)
    {
        // An upload may take hours: its time is up only when no byte has left for a while.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var response = await SendAsync(() => CreateImport(source, idempotencyKey, Sent), limit, cancellationToken);
        return await ReadAsync<RunStatus>(response, cancellationToken);

        void Sent(long bytes)
        {
            limit.CancelAfter(Patience);
            report(bytes);
        }
    }

    /// <summary>Starts a benchmark: <paramref name="suite"/> is its YAML, or <paramref name="address"/> the blob that holds it.</summary>
    public Task<RunStatus> StartBenchmarkAsync(byte[]? suite, string? address, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var target = address is null ? RunKind.Benchmarks : $"{RunKind.Benchmarks}?source={Escape(address)}";
        return SendContentAsync<RunStatus>(HttpMethod.Post, target, Content, idempotencyKey, cancellationToken);

        HttpContent? Content() => suite is null ? null : new ByteArrayContent(suite) { Headers = { ContentType = new MediaTypeHeaderValue("application/yaml") } };
    }

    /// <summary>The newest runs of a benchmark, the newest first.</summary>
    public async Task<IReadOnlyList<LeaderboardEntry>> ListLeaderboardAsync(string benchmark, int limit, CancellationToken cancellationToken) =>
        (await GetAsync<Listing<LeaderboardEntry>>($"leaderboards/{Escape(benchmark)}?limit={limit}", cancellationToken)).Value;

    /// <summary>The leaderboard of a benchmark's run: a <see cref="BenchmarkResult"/>.</summary>
    public Task<JsonElement> GetLeaderboardAsync(string run, CancellationToken cancellationToken) =>
        GetAsync<JsonElement>($"{RunKind.Benchmarks}/{Escape(run)}/leaderboard.json", cancellationToken);

    /// <summary>Address of the leaderboard of a benchmark's run: <c>json</c>, <c>html</c> or <c>md</c>.</summary>
    public Uri LeaderboardAddress(string run, string format) =>
        new(_http.BaseAddress!, $"{RunKind.Benchmarks}/{Escape(run)}/leaderboard.{format}");

    private static string PredictionsOf(string dataset) => $"datasets/{Escape(dataset)}/predictions";

    private static HttpRequestMessage CreateImport(PredictionSource source, string? idempotencyKey, Action<long> sent)
    {
        var query = Query(
        [
            new("model", source.Model),
            new("format", source.Format),
            new("task", source.Task),
            new("name", Path.GetFileName(source.File)),
            new("strict", source.IsStrict ? "true" : null),
            new("source", source.Address),
            new("vocabulary", source.VocabularyAddress),
        ]);
        var request = Create(HttpMethod.Post, $"{PredictionsOf(source.Dataset)}?{query}", ContentOf(source, sent), idempotencyKey);

        // What is refused is refused before the file is sent.
        request.Headers.ExpectContinue = source.File is not null;
        return request;
    }

    private static HttpContent? ContentOf(PredictionSource source, Action<long> sent)
    {
        if (source.File is not { } file)
        {
            return null;
        }

        var predictions = new UploadContent(File.OpenRead(file), sent);
        return source.VocabularyFile is not { } vocabulary ? predictions : new MultipartFormDataContent
        {
            { new StreamContent(File.OpenRead(vocabulary)), "vocabulary", Path.GetFileName(vocabulary) },
            { predictions, "predictions", Path.GetFileName(file) },
        };
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Winnow.Core.Benchmarks;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Functions.Common;
using Winnow.Functions.Http;
using Winnow.Storage.Benchmarks;

namespace Winnow.Functions.Benchmarks;

/// <summary>HTTP: run a benchmark, follow it, cancel it, read its leaderboard and those of earlier runs.</summary>
public sealed class BenchmarkTriggers(BenchmarkFiles files, BenchmarkPlanner planner, LeaderboardStore store, IOptions<BenchmarkOptions> options)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;
    private static readonly RunApi<Leaderboard> s_runs = new("benchmark", "benchmarks");

    /// <summary>Plans all evaluations, keeps the plan, and starts.</summary>
    [Function(nameof(StartBenchmark))]
    public Task<IResult> StartBenchmark(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "benchmarks")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var id = s_runs.IdOf(request);
            var planned = await planner.PlanAsync(id, await files.ReadAsync(request, cancellationToken), cancellationToken);
            var plan = await store.KeepPlanAsync(id, planned, cancellationToken);
            return await s_runs.StartAsync(client, request, nameof(BenchmarkOrchestrator), id, plan.ToInput(options.Value.Window), cancellationToken);
        });

    [Function(nameof(GetBenchmark))]
    public Task<IResult> GetBenchmark(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "benchmarks/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.GetAsync(client, id, cancellationToken));

    [Function(nameof(CancelBenchmark))]
    public Task<IResult> CancelBenchmark(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "benchmarks/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => s_runs.CancelAsync(client, id, cancellationToken));

    [Function(nameof(GetLeaderboardJson))]
    public Task<IResult> GetLeaderboardJson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "benchmarks/{id}/leaderboard.json")] HttpRequest request, [DurableClient] DurableTaskClient client,
        string id, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => FileAsync(client, id, LeaderboardStore.JsonFile, "application/json", cancellationToken));

    [Function(nameof(GetLeaderboardMarkdown))]
    public Task<IResult> GetLeaderboardMarkdown(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "benchmarks/{id}/leaderboard.md")] HttpRequest request, [DurableClient] DurableTaskClient client,
        string id, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() => FileAsync(client, id, LeaderboardStore.MarkdownFile, "text/markdown; charset=utf-8", cancellationToken));

    [Function(nameof(GetLeaderboardHtml))]
    public Task<IResult> GetLeaderboardHtml(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "benchmarks/{id}/leaderboard.html")] HttpRequest request, [DurableClient] DurableTaskClient client,
        string id, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(() =>
        {
            // The page needs nothing but its own styles: nothing else may load or run.
            request.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
            return FileAsync(client, id, LeaderboardStore.HtmlFile, "text/html; charset=utf-8", cancellationToken);
        });

    [Function(nameof(ListLeaderboards))]
    public Task<IResult> ListLeaderboards(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "leaderboards/{name}")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var query = new QueryReader(request);
            var benchmark = Names.IsDataset(name) ? name : throw Unknown(name);
            var page = await store.ListAsync(benchmark, query.Whole("limit", 1, MaxLimit, DefaultLimit), query.Text("continuation"), cancellationToken);
            return page.Value.Count > 0 || query.Text("continuation") is not null ? HttpApi.Ok(Listing.From(page, request)) : throw Unknown(name);
        });

    private async Task<IResult> FileAsync(DurableTaskClient client, string id, string file, string type, CancellationToken cancellationToken)
    {
        if (RunIds.IsId(id) && await store.FindAsync(id, file, cancellationToken) is { } found)
        {
            return TypedResults.Stream(found, type);
        }

        await s_runs.FindResultAsync(client, id, cancellationToken);
        throw new WinnowException(ErrorCodes.UnknownRun, $"The benchmark run '{id}' has no leaderboard, or none yet; GET /api/benchmarks/{id} says how far it is.");
    }

    private static WinnowException Unknown(string name) => new(
        ErrorCodes.UnknownBenchmark, $"No run of a benchmark '{(name.Length > Names.MaxLength ? name[..Names.MaxLength] + "…" : name)}' has ended; POST /api/benchmarks starts one.");
}

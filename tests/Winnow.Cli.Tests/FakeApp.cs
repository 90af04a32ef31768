using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Winnow.Cli.Tests;

/// <summary>An app that speaks the HTTP API, with two datasets, three items and runs that take two polls; a run whose id ends with -0 has ended.</summary>
internal sealed partial class FakeApp : IAsyncDisposable
{
    private static readonly string[] s_names = ["a/1.png", "a/2.png", "b/3.png"];
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _polls = new();

    private FakeApp(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>Method, path and query of every request, and the body where there was one.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>How many drops the intake of <c>scans</c> reports to have taken.</summary>
    public int Drops { get; set; }

    /// <summary>The only model that is listed.</summary>
    public (string Name, string Version) Registered { get; set; } = ("digits-cnn", "1");

    /// <summary>Whether gates fail, the first of them.</summary>
    public bool FailsGate { get; set; }

    public static async Task<FakeApp> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var web = builder.Build();
        var fake = new FakeApp(web);
        web.Use(fake.RecordAsync);
        fake.Map(web);
        await web.StartAsync();
        return fake;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult Problem(int status, string code, string detail) =>
        Results.Json(new { type = "about:blank", title = "Refused", status, detail, code }, contentType: "application/problem+json", statusCode: status);

    private static object Policy() => new { model = "digits-cnn@1", minimumConfidence = 0.95, labelOnIngest = false };

    private static JsonObject Item(int number) => new()
    {
        ["id"] = new string((char)('a' + number), 64),
        ["name"] = s_names[number],
        ["label"] = "7",
        ["confidence"] = 0.5 + (0.125 * number),
        ["model"] = "digits-cnn@1",
        ["state"] = "pseudoLabelled",
        ["pack"] = "p-0001",
    };

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.EnableBuffering();
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        context.Request.Body.Position = 0;
        var key = context.Request.Headers["Idempotency-Key"];
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}{(body.Length > 0 ? " " + body : "")}{(key.Count > 0 ? " key=" + key : "")}");
        await next(context);
    }

    private void Map(WebApplication web)
    {
        web.MapGet("/api/datasets", () => new { value = new[] { new { name = "scans", policy = Policy(), classes = Array.Empty<string>() } }, nextLink = (string?)null });
        web.MapPost("/api/datasets", (JsonElement body) => body.GetProperty("name").GetString() is "Bad Name"
            ? Problem(400, "invalid-name", "'Bad Name' is not a valid dataset name.")
            : Results.Json(body, statusCode: 201));
        web.MapGet("/api/datasets/{dataset}", (string dataset) => dataset is "scans" ? Results.Json(Dataset()) : UnknownDataset(dataset));
        web.MapPut("/api/datasets/{dataset}/policy", (string dataset, JsonElement policy) => Results.Json(new { name = dataset, policy, classes = Array.Empty<string>() }));
        web.MapGet("/api/datasets/{dataset}/calibrations/{id}", (string id) => new
        {
            id, rule = new { precision = new { target = 0.99, confidence = 0.95 } }, look = 2, planItems = 700, testItems = 1_400,
            thresholds = new object[] { new { @class = "7", threshold = 0.9714, tested = 650, accepted = 600, right = 599 }, new { @class = "8", tested = 3, accepted = 0, right = 0, reason = "3 are too few" } },
        });
        web.MapGet("/api/datasets/{dataset}/items", (HttpRequest request, string dataset) => dataset is "scans" ? Page(request) : UnknownDataset(dataset));
        web.MapGet("/api/datasets/{dataset}/items/{item}", (string item) => item is "aaaa"
            ? Results.Json(Item(0)) : Problem(404, "unknown-item", $"There is no item '{item}'."));
        web.MapGet("/api/models", () => new { value = new[] { new { name = Registered.Name, version = Registered.Version, task = "classification", registeredAt = "2026-11-23T20:00:00Z" } } });
        web.MapPost("/api/models", (JsonElement body) => Results.Json(new { name = body.GetProperty("name"), version = body.GetProperty("version"), task = "classification" }, statusCode: 201));
        web.MapGet("/api/models/{name}/{version}", (string name, string version) => new { name, version, task = "classification", card = "licence: MIT" });
        web.MapPost("/api/models/{name}/{version}/check", (string name, string version) => new
        {
            model = $"{name}@{version}", provider = "cpu", sample = "sample.png", differences = name is "digits-cnn" ? Array.Empty<string>() : ["label is '1', the card expects '7'"],
        });
        var (batch, slow) = (new { size = 1, callers = 2, threads = 1 }, new { size = 4, callers = 2, threads = 1 });
        web.MapPost("/api/models/{name}/{version}/tune", () => new
        {
            machine = "x64-2", provider = "cpu", batch, itemsPerSecond = 89.5, trials = new object[] { new { batch, itemsPerSecond = 89.5 }, new { batch = slow, itemsPerSecond = 79.0 } },
        });
        MapRuns(web, "labellings", "labelling", new { labelled = 10_000, pseudoLabels = 9_871, failed = 3, model = "digits-cnn@1", provider = "cpu", itemsPerSecond = 2_500.4, onnxShare = 0.42, warning = "It runs on cpu: no driver." });
        var version = new { dataset = "scans", version = "0123456789ab", shards = 3, items = 1_234, annotated = 1_000, pseudoLabelled = 200, createdAt = "2026-11-24T02:00:00Z" };
        MapRuns(web, "snapshots", "snapshot", version);
        web.MapGet("/api/datasets/{dataset}/versions", (string dataset) => dataset is "scans" ? Results.Json(new { value = new[] { version } }) : UnknownDataset(dataset));
        MapEvaluations(web);
    }

    private static IResult UnknownDataset(string name) => Problem(404, "unknown-dataset", $"There is no dataset '{name}'.");

    private object Dataset() => new
    {
        name = "scans",
        policy = Policy(),
        classes = Array.Empty<string>(),
        totals = new
        {
            batches = 1,
            counts = new { drops = Drops, items = 12_345, duplicates = 2, quarantined = 1, annotations = 12_000, waitingAnnotations = 7, bytes = 5_242_880, workSeconds = 3.5 },
        },
        intake = new { status = "idle", pendingDrops = 0 },
    };

    /// <summary>One item on a page.</summary>
    private IResult Page(HttpRequest request)
    {
        var at = int.TryParse(request.Query["continuation"], out var start) ? start : 0;
        var next = at + 1 < s_names.Length ? $"{Url}/api/datasets/scans/items?continuation={at + 1}" : null;
        return Results.Json(new { value = new[] { Item(at) }, nextLink = next });
    }

    private void MapRuns(WebApplication web, string path, string kind, object result)
    {
        web.MapPost($"/api/{path}", (JsonElement body) => Start(kind, body.GetProperty("dataset").GetString()!));
        MapStatus(web, path, kind, _ => result);
    }

    private static IResult Start(string kind, string dataset) => dataset switch
    {
        "scans" => Started(kind, $"{kind}-1"),
        "failing" => Started(kind, "broken"),
        "endless" => Started(kind, "endless"),
        var other => UnknownDataset(other),
    };

    private static IResult Started(string kind, string id) => Results.Json(Run(id, kind, "pending", null, null), statusCode: 202);

    private void MapStatus(WebApplication web, string path, string kind, Func<string, object> result) =>
        web.MapGet($"/api/{path}/{{id}}", (string id) => (id, _polls.AddOrUpdate(id, 1, (_, count) => count + 1)) switch
        {
            ("unknown", _) => Problem(404, "unknown-run", $"There is no {kind} run 'unknown'."),
            ("endless", _) => Results.Json(Run(id, kind, "running", null, null)),
            (_, 1) when !id.EndsWith("-0", StringComparison.Ordinal) => Results.Json(Run(id, kind, "running", null, null)),
            ("broken", _) => Results.Json(Run(id, kind, "failed", null, new { code = "corrupt-model", message = "The file of 'digits-cnn@1' is no ONNX model." })),
            ("refused", _) => Results.Json(Run(id, kind, "failed", null, new { code = "invalid-predictions", message = "No row of 'bad.jsonl' is a prediction for an item of 'scans': 2 rows were refused." })),
            _ => Results.Json(Run(id, kind, "completed", result(id), null)),
        });

    private static object Run(string id, string kind, string status, object? result, object? error) => new
    {
        id,
        kind,
        status,
        progress = new { stage = "shards", done = 4_000, total = 10_000, failed = 0, itemsPerSecond = 2_000.0, etaSeconds = 3.0 },
        result,
        error,
        createdAt = "2026-11-24T02:00:00Z",
        lastUpdatedAt = "2026-11-24T02:00:12.5Z",
    };
}

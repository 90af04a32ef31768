using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Winnow.Cli.Tests;

/// <content>Predictions, evaluations, comparisons and benchmarks: numbers that look alike, texts that try to break out.</content>
internal sealed partial class FakeApp
{
    /// <summary>The one evaluation that was compared with another, and has gates, when it is asked for by its id.</summary>
    public const string Judged = "evaluation-2";
    private readonly Dictionary<string, JsonElement> _bodies = [];

    private void MapEvaluations(WebApplication web)
    {
        web.MapPost("/api/evaluations", (JsonElement body) => Remember("evaluation-1", body, Start("evaluation", body.GetProperty("dataset").GetString()!)));
        MapStatus(web, "evaluations", "evaluation", Evaluation);
        web.MapPost("/api/comparisons", StartComparison);
        MapStatus(web, "comparisons", "comparison", Comparison);
        web.MapPost("/api/datasets/{dataset}/predictions", async (HttpRequest request, string dataset) =>
            dataset is "scans" && (await new StreamReader(request.Body).ReadToEndAsync()).Contains("nothing", StringComparison.Ordinal)
                ? Started("import", "refused") : Start("import", dataset));
        MapStatus(web, "imports", "import", _ => Import());
        web.MapGet("/api/datasets/{dataset}/predictions", (string dataset) => dataset switch
        {
            "scans" => Results.Json(new { value = new[] { new { model = "my-cnn@3", task = "classification", counts = Counts(), importedAt = "2026-11-24T02:00:00Z", run = "import-1" } } }),
            "empty" => Results.Json(new { value = Array.Empty<object>() }),
            _ => UnknownDataset(dataset),
        });
        MapBenchmarks(web);
    }

    private void MapBenchmarks(WebApplication web)
    {
        web.MapPost("/api/benchmarks", () => Started("benchmark", "benchmark-1"));
        MapStatus(web, "benchmarks", "benchmark", Leaderboard);
        web.MapGet("/api/benchmarks/{id}/leaderboard.json", Leaderboard);
        web.MapGet("/api/leaderboards/{name}", (string name, int limit) => name is "nightly"
            ? Results.Json(new { value = new[] { Summary("benchmark-1", !FailsGate), Summary("benchmark-0", true) }.Take(limit) })
            : Problem(404, "unknown-benchmark", $"No run of a benchmark '{name}' has ended; POST /api/benchmarks starts one."));
    }

    private object Leaderboard(string id) => new { id, name = "nightly", hash = "9f86d081884c7d65b0", hasPassed = !FailsGate, boards = Boards() };

    private static object Summary(string run, bool hasPassed) => new
    {
        run,
        createdAt = "2026-11-24T02:00:00Z",
        hash = "9f86d081884c7d65b0",
        hasPassed,
        boards = new object[]
        {
            new { dataset = "scans", version = "0123456789ab", split = "test", metric = "accuracy", model = "digits-cnn@2", score = 0.9941, low = 0.9926, high = 0.9955, tied = 2 },
            new { dataset = "photos", version = "ba9876543210", metric = "map", model = "yolo@11", score = 0.41, tied = 1 },
        },
    };

    private IResult Remember(string id, JsonElement body, IResult answer)
    {
        _bodies[id] = body.Clone();
        return answer;
    }

    private IResult StartComparison(JsonElement body) => (Text(body, "baseline"), Rules("", body)) switch
    {
        ("unknown", _) => Problem(404, "unknown-run", "The evaluation 'unknown' has no report: it is not there, or has not ended."),
        (_, ["nonsense", ..]) => Problem(400, "invalid-gate", "'nonsense' is no gate; write a metric, one of >= <= > <, and a number or the baseline."),
        _ => Remember("comparison-1", body, Started("comparison", "comparison-1")),
    };

    private object Evaluation(string id)
    {
        var body = _bodies.GetValueOrDefault(id);
        var baseline = id == Judged ? "evaluation-1" : Text(body, "baseline");
        return new
        {
            id,
            dataset = "scans",
            model = "digits-cnn@1",
            task = "classification",
            split = Text(body, "split"),
            items = 9_997,
            wrong = 59,
            skipped = new { noAnnotation = 3, noPrediction = 0, predictionError = 1, countedAsEmpty = 0 },
            metrics = new Dictionary<string, double?> { ["accuracy"] = 0.994098, ["macro-f1"] = null, ["ece"] = 0.00002, ["perplexity"] = 1234.567 },
            intervals = new { accuracy = Interval(0.9926, 0.9955), perplexity = Interval(1200.1, 1270.9) },
            baseline = baseline is null ? null : new { run = baseline, metrics = Differences(), @fixed = 21, broken = 9 },
            gates = Outcomes(Rules(id, body)),
            timings = new { labelSeconds = 0, evaluateSeconds = 3.5 },
        };
    }

    private object Comparison(string id)
    {
        var body = _bodies.GetValueOrDefault(id);
        var isCompared = Text(body, "baseline") is not null;
        return new
        {
            id,
            run = Text(body, "run"),
            baseline = Text(body, "baseline"),
            dataset = "scans",
            model = "digits-cnn@2",
            baselineModel = isCompared ? "digits-cnn@1" : null,
            shared = isCompared ? 9_990 : 0,
            onlyBaseline = isCompared ? 3 : 0,
            onlyCandidate = isCompared ? 7 : 0,
            metrics = isCompared ? Differences() : [],
            @fixed = 21,
            broken = 9,
            stillWrong = 38,
            stillRight = 9_922,
            mcNemar = isCompared ? 0.0428 : (double?)null,
            oddsRatio = isCompared ? 2.1 : (double?)null,
            effectSize = isCompared ? 0.0312 : (double?)null,
            gates = Outcomes(Rules(id, body)),
        };
    }

    private static object[] Differences() =>
    [
        new { metric = "accuracy", baseline = 0.9929, candidate = 0.9941, difference = 0.0012, interval = Interval(0.0003, 0.0021), pValue = 0.0112, adjusted = 0.0224, isHigherBetter = true, verdict = "better" },
        new { metric = "ece", baseline = 0.0301, candidate = 0.0024, difference = -0.0277, interval = Interval(-0.031, -0.0243), pValue = 0.00001, adjusted = 0.00002, isHigherBetter = false, verdict = "better" },
        new { metric = "perplexity", baseline = 1200.0, candidate = 1234.567, difference = 34.567, interval = (object?)null, pValue = (double?)null, adjusted = (double?)null, isHigherBetter = false, verdict = "same" },
    ];

    private static object Interval(double low, double high) => new { low, high, level = 0.95, method = "bootstrap percentile|resamples:2000|seed:1|over:items" };

    private static string[] Rules(string id, JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("gates", out var gates) ? [.. gates.EnumerateArray().Select(gate => gate.GetString()!)]
        : id == Judged ? ["accuracy >= baseline - 0.01", "ece < 0.1"] : [];

    private object[] Outcomes(string[] rules) => [.. rules.Select((rule, at) => FailsGate && at == 0
        ? new { rule, metric = "accuracy", value = 0.994098, limit = 1.0, reason = "accuracy is 0.994098; the gate wants > 1.", hasPassed = false }
        : new { rule, metric = "ece", value = 0.00002, limit = 0.1, reason = "ece is 0.00002; the gate wants < 0.1.", hasPassed = true })];

    private static object Counts() => new { accepted = 9_990, unknown = 3, duplicate = 1, invalid = 8 };

    private static object Import() => new
    {
        id = "import-1",
        dataset = "scans",
        model = "my-cnn@3",
        task = "classification",
        counts = Counts(),
        refusals = Enumerable.Range(17, 12).Select(row => new { name = $"answers.jsonl:{row}", code = "unknown-item", reason = $"The dataset 'scans' has no item 'a/{row}.png'." }),
    };

    private object[] Boards() =>
    [
        new
        {
            dataset = "scans", version = "0123456789ab", split = "test", metric = "accuracy",
            rows = new object[]
            {
                Row(1, "digits-cnn@2", 0.9941, null, "accuracy > 0.9"),
                Row(1, "my|<cnn>@3", 0.9938, -0.0003, "accuracy > 0.9", "ece < 0.1"),
                Row(3, "digits-cnn@1", 0.95, -0.0441),
            },
        },
        new
        {
            dataset = "photos", version = "ba9876543210", metric = "map", rows = new object[] { new { rank = 1, model = "yolo@11", score = 0.41 } },
            notes = new[] { "map cannot be computed from single items: values rank, and no entry can be called tied." },
        },
    ];

    private object Row(int rank, string model, double score, double? gap, params string[] rules) => new
    {
        rank,
        model,
        evaluation = $"evaluation-{rank}",
        score,
        low = score - 0.0015,
        high = score + 0.0014,
        isTied = rank == 1,
        isBaseline = rank == 3,
        gap = gap is null ? null : new { leader = "digits-cnn@2", difference = gap, interval = Interval(gap.Value - 0.002, gap.Value + 0.002), pValue = 0.3, adjusted = 0.3, shared = 9_990 },
        metrics = new Dictionary<string, double?> { ["accuracy"] = score, ["ece"] = 0.0024, ["macro-f1"] = null },
        gates = Outcomes(rules),
    };

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value.GetString() : null;
}

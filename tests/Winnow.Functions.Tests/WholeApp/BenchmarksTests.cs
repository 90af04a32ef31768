using System.Text.Json;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>Benchmarks: entries on pinned data, ranked with ties, held against gates.</summary>
[Collection(RunningAppGroup.Name)]
public sealed class BenchmarksTests(RunningApp app)
{
    private const string Problem = "application/problem+json";
    private readonly DigitPredictions digits = new(app);

    [Fact]
    public async Task A_benchmark_ranks_what_was_brought_and_keeps_its_leaderboards()
    {
        var (dataset, version) = await DatasetAsync(300..360);
        // "good" and "close" differ by one item of sixty, which is noise; "poor" is wrong on every second item.
        await ImportAsync(dataset, "good@1", 300..360, index => index == 300);
        await ImportAsync(dataset, "close@1", 300..360, index => index is 310 or 311);
        await ImportAsync(dataset, "poor@1", 300..360, index => index % 2 == 0);
        var name = $"ranks-{dataset}";
        var yaml = Benchmark(name, dataset, version, "[poor@1, close@1, good@1]", "baseline: poor@1\nmetrics: [accuracy, macro-f1]\ngates:\n  - accuracy >= 0.9\n  - accuracy > baseline\n");
        var started = await PostAsync(yaml, "first");
        var run = await app.WaitForEndAsync(started.Location!.ToString());
        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        var id = run.GetProperty("id").GetString()!;

        var board = run.GetProperty("result").GetProperty("boards")[0];
        var rows = board.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["good@1", "close@1", "poor@1"], rows.Select(row => row.GetProperty("model").GetString()));
        Assert.Equal([1, 1, 3], rows.Select(row => row.GetProperty("rank").GetInt32()));
        Assert.Equal([59 / 60.0, 58 / 60.0, 0.5], rows.Select(row => row.GetProperty("score").GetDouble()));
        Assert.Equal([true, true, false], rows.Select(row => row.GetProperty("isTied").GetBoolean()));
        Assert.Equal([2, 2, 1], rows.Select(row => row.GetProperty("gates").GetArrayLength()));
        Assert.False(run.GetProperty("result").GetProperty("hasPassed").GetBoolean());
        Assert.Equal(version, board.GetProperty("version").GetString());

        // Its evaluations are ordinary ones, compared with the baseline.
        var report = (await app.GetAsync($"evaluations/{rows[0].GetProperty("evaluation").GetString()}/report.json")).Json;
        Assert.Equal((29 + 0, "poor@1"), (report.GetProperty("comparison").GetProperty("fixed").GetInt32(), report.GetProperty("comparison").GetProperty("model").GetString()));

        using var page = await app.GetRawAsync($"benchmarks/{id}/leaderboard.html");
        Assert.Contains("close@1", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", string.Concat(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        using var markdown = await app.GetRawAsync($"benchmarks/{id}/leaderboard.md");
        Assert.Contains("good@1", await markdown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(id, (await app.GetAsync($"benchmarks/{id}/leaderboard.json")).Json.GetProperty("id").GetString());

        // The same key is the same run; another key is another one, with the same hash and the same ranks.
        Assert.Equal(started.Location, (await PostAsync(yaml, "first")).Location);
        var again = await app.WaitForEndAsync((await PostAsync("# another comment\n" + yaml, "second")).Location!.ToString());
        var listed = (await app.GetAsync($"leaderboards/{name}?limit=1")).Json;
        Assert.Equal(again.GetProperty("id").GetString(), listed.GetProperty("value")[0].GetProperty("run").GetString());
        var before = await app.ListAsync($"leaderboards/{name}", 1);
        Assert.Equal([again.GetProperty("id").GetString(), id], before.Select(one => one.GetProperty("run").GetString()));
        Assert.Single(before.Select(one => one.GetProperty("hash").GetString()).Distinct());
        var board0 = before[1].GetProperty("boards")[0];
        Assert.Equal(("good@1", 2), (board0.GetProperty("model").GetString(), board0.GetProperty("tied").GetInt32()));
    }

    [Fact]
    public async Task A_benchmark_in_a_blob_runs_models_and_splits()
    {
        var (dataset, version) = await DatasetAsync(370..380);
        var yaml = Benchmark($"blob-{dataset}", dataset, version, "[digits-cnn@1]", "");
        var container = app.Clients.Blobs.GetBlobContainerClient(AzuriteFixture.UniqueName("benchmarks"));
        await container.CreateAsync();
        await container.UploadBlobAsync("nightly/blob.yaml", new BinaryData(yaml));
        var source = Uri.EscapeDataString($"{container.Uri}/nightly/blob.yaml");
        var started = await app.SendAsync(HttpMethod.Post, $"benchmarks?source={source}", new StringContent(""));
        var run = await app.WaitForEndAsync(started.Location!.ToString());
        Assert.True(run.GetProperty("status").GetString() == "completed", run.ToString());
        Assert.Equal(10, run.GetProperty("result").GetProperty("boards")[0].GetProperty("rows")[0].GetProperty("items").GetInt32());
    }

    [Fact]
    public async Task Bad_benchmarks_are_refused_and_say_why()
    {
        var (dataset, version) = await DatasetAsync(385..388);
        await ImportAsync(dataset, "m@1", 385..388, _ => false);
        async Task<(int, string?, string)> ProblemAsync(string yaml) => (await PostAsync(yaml)).Problem;
        string With(string entries, string rest) => Benchmark("bad", dataset, version, entries, rest);

        Assert.Equal((400, Problem, "invalid-benchmark"), await ProblemAsync(""));
        Assert.Equal((400, Problem, "invalid-benchmark"), await ProblemAsync(With("[m@1, m@1]", "")));
        Assert.Equal((400, Problem, "invalid-benchmark"), await ProblemAsync(With("[m@1]", "colour: blue")));
        Assert.Equal((400, Problem, "invalid-benchmark"), await ProblemAsync(With("[m@1]", "gates: [accuracy >= baseline]")));
        Assert.Equal((404, Problem, "unknown-model"), await ProblemAsync(With("[nobody@1]", "")));
        Assert.Equal((400, Problem, "unknown-metric"), await ProblemAsync(With("[m@1]", "metrics: [cer]")));
        Assert.Equal((400, Problem, "unknown-metric"), await ProblemAsync(With("[m@1]", "primary: cer")));
        Assert.Equal((404, Problem, "unknown-version"), await ProblemAsync(Benchmark("bad", dataset, "0123456789ab", "[m@1]", "")));
        Assert.Equal((404, Problem, "unknown-dataset"), await ProblemAsync(Benchmark("bad", "no-such", version, "[m@1]", "")));
        Assert.Equal((404, Problem, "unknown-benchmark"), (await app.GetAsync("leaderboards/bad")).Problem);
        Assert.Equal((404, Problem, "unknown-run"), (await app.GetAsync($"benchmarks/{new string('0', 32)}/leaderboard.json")).Problem);

        // An evaluation that fails fails the benchmark, and says so.
        await ImportAsync(dataset, "partial@1", 385..386, _ => false);
        var failed = await app.WaitForEndAsync((await PostAsync(With("[partial@1]", "missing: fail"))).Location!.ToString());
        Assert.Equal(("failed", "missing-predictions"), (failed.GetProperty("status").GetString(), failed.GetProperty("error").GetProperty("code").GetString()));
    }

    private async Task<(string Dataset, string Version)> DatasetAsync(Range indexes)
    {
        var dataset = await digits.DigitsAsync(indexes);
        return (dataset, (await app.RunAsync("snapshots", new { dataset })).GetProperty("result").GetProperty("version").GetString()!);
    }

    private Task<JsonElement> ImportAsync(string dataset, string model, Range indexes, Func<int, bool> isWrong) => digits.ImportAsync(
        dataset, model, Enumerable.Range(0, 10_000).Take(indexes)
            .Select(index => DigitPredictions.Row(index, isWrong(index) ? DigitPredictions.Wrong(index) : DigitPredictions.Label(index), 0.9)));

    private Task<Answer> PostAsync(string yaml, string? key = null) => app.SendAsync(HttpMethod.Post, "benchmarks", new StringContent(yaml), key);

    private static string Benchmark(string name, string dataset, string version, string entries, string rest) =>
        $"name: {name}\ndatasets:\n  - dataset: {dataset}\n    version: \"{version}\"\nentries: {entries}\n{rest}\n";
}

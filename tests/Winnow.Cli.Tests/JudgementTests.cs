namespace Winnow.Cli.Tests;

/// <summary><c>compare</c>, <c>gate</c>, <c>benchmark</c> and <c>leaderboard</c>: what they ask the app for, and what they leave on the disk.</summary>
[Collection(CommandLines.Name)]
public sealed class JudgementTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private FakeApp _app = null!;

    public async Task InitializeAsync() => _app = await FakeApp.StartAsync();

    public async Task DisposeAsync()
    {
        _folder.Dispose();
        await _app.DisposeAsync();
    }

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.RunAsync([.. arguments, "--url", _app.Url]);

    private string Sent(string route) => Assert.Single(_app.Requests, request => request.StartsWith($"POST /api/{route}", StringComparison.Ordinal));

    [Fact]
    public async Task Compare_WithOptions_SendsThem()
    {
        await RunAsync("compare", "evaluation-1", "--baseline", "evaluation-0", "--gate", "accuracy > baseline", "--level", "0.99", "--resamples", "100", "--seed", "3");

        Assert.Equal(
            """POST /api/comparisons {"run":"evaluation-1","baseline":"evaluation-0","gates":["accuracy > baseline"],"level":0.99,"resamples":100,"seed":3}""", Sent("comparisons"));
    }

    [Fact]
    public async Task Gate_WithRulesAndAFile_SendsAllOfThem()
    {
        var file = _folder.Write("gates.txt", "ece < 0.1\n");

        await RunAsync("gate", "evaluation-1", "--gate", "accuracy > 0.9", "--file", file);

        Assert.Equal("""POST /api/comparisons {"run":"evaluation-1","gates":["accuracy > 0.9","ece < 0.1"]}""", Sent("comparisons"));
    }

    [Fact]
    public async Task Gate_WithoutRules_TakesThoseOfTheRunAndItsBaseline()
    {
        await RunAsync("gate", FakeApp.Judged);

        Assert.Equal(
            """POST /api/comparisons {"run":"evaluation-2","baseline":"evaluation-1","gates":["accuracy >= baseline - 0.01","ece < 0.1"]}""", Sent("comparisons"));
    }

    [Theory]
    [InlineData("gate evaluation-1", "no-gates", "--gate or --file")]
    [InlineData("gate unknown --gate a>1", "unknown-run", "There is no evaluation run 'unknown'.")]
    [InlineData("gate evaluation-1 --gate nonsense", "invalid-gate", "'nonsense' is no gate")]
    [InlineData("gate evaluation-1 --file nowhere.yaml", "io-error", "nowhere.yaml")]
    [InlineData("compare evaluation-1 --baseline unknown", "unknown-run", "The evaluation 'unknown' has no report")]
    [InlineData("compare broken --baseline evaluation-0", "corrupt-model", "no ONNX model")]
    [InlineData("benchmark run nowhere.yaml", "no-file", "'nowhere.yaml'")]
    [InlineData("benchmark show unknown", "unknown-run", "There is no benchmark run 'unknown'.")]
    [InlineData("leaderboard never", "unknown-benchmark", "No run of a benchmark 'never' has ended")]
    [InlineData("leaderboard nightly --limit -1", "invalid-limit", "--limit is -1")]
    public async Task Command_ThatCannotBeDone_ExitsWith1AndSaysWhy(string line, string code, string named)
    {
        var run = await RunAsync([.. line.Split(' '), "--json"]);

        Assert.Equal((1, code), (run.ExitCode, run.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_WithFilesForCi_ShowsTheMetricsOfTheRun()
    {
        var (junit, summary) = await WriteFilesAsync("gate", "evaluation-1", "--gate", "ece < 0.1");

        Snapshot.Check("gate.xml", junit);
        Snapshot.Check("gate.md", summary);
    }

    [Fact]
    public async Task Compare_WithFilesForCi_ShowsTheDifferences()
    {
        _app.FailsGate = true;

        var (junit, summary) = await WriteFilesAsync("compare", "evaluation-1", "--baseline", "evaluation-0", "--gate", "accuracy > 1", "--gate", "ece < 0.1");

        Snapshot.Check("compare.xml", junit);
        Snapshot.Check("compare.md", summary);
    }

    [Fact]
    public async Task Benchmark_WithFilesForCi_ShowsTheBoards()
    {
        _app.FailsGate = true;
        var suite = _folder.Write("nightly.yaml", "name: nightly\n");

        var (junit, summary) = await WriteFilesAsync("benchmark", "run", suite, "--idempotency-key", "k");

        Assert.Equal("POST /api/benchmarks name: nightly\n key=k", Sent("benchmarks"));
        Snapshot.Check("benchmark.xml", junit);
        Snapshot.Check("benchmark.md", summary);
    }

    [Fact]
    public async Task BenchmarkRun_OfABlob_SendsItsAddressAlone()
    {
        await RunAsync("benchmark", "run", "https://a/nightly.yaml", "--no-wait");

        Assert.Equal("POST /api/benchmarks?source=https%3A%2F%2Fa%2Fnightly.yaml", Sent("benchmarks"));
    }

    [Fact]
    public async Task BenchmarkRun_OfALargeFile_IsRefusedHere()
    {
        var run = await RunAsync("benchmark", "run", _folder.Write("large.yaml", new string('#', (1 << 20) + 1)), "--json");

        Assert.Equal("suite-too-large", run.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Empty(_app.Requests);
    }

    [Fact]
    public async Task BenchmarkShow_OfARunThatGoesOn_SaysSo()
    {
        var run = await RunAsync("benchmark", "show", "endless");

        Assert.Equal((0, "benchmark endless: running"), (run.ExitCode, run.Output.Trim()));
    }

    private async Task<(string JUnit, string Summary)> WriteFilesAsync(params string[] line)
    {
        var (junit, summary) = (Path.Combine(_folder.Path, "gates.xml"), Path.Combine(_folder.Path, "summary.md"));
        await RunAsync([.. line, "--junit", junit, "--summary", summary]);
        return (await File.ReadAllTextAsync(junit), (await File.ReadAllTextAsync(summary)).Replace(_app.Url, "http://app", StringComparison.Ordinal));
    }
}

using System.Text.Json;

namespace Winnow.Cli.Tests;

[Collection(CommandLines.Name)]
public sealed class EvaluateTests : IAsyncLifetime
{
    private const string Post = "POST /api/evaluations ";
    private readonly TemporaryFolder _folder = new();
    private FakeApp _app = null!;

    public async Task InitializeAsync() => _app = await FakeApp.StartAsync();

    public async Task DisposeAsync()
    {
        _folder.Dispose();
        await _app.DisposeAsync();
    }

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.RunAsync([.. arguments, "--url", _app.Url]);

    [Fact]
    public async Task Evaluate_WithEveryOption_SendsThem()
    {
        await RunAsync(
            "evaluate", "scans", "--model", "m@1", "--version", "0123456789ab", "--task", "classification", "--split", "test", "--query-label", "7", "--name-prefix", "a/",
            "--where", "source=tablet", "--where", "note=a=b", "--metrics", "accuracy", "ece", "--gate", "ece<1", "--baseline", "evaluation-0", "--missing", "fail",
            "--group-by", "metadata.writer", "--slice-by", "metadata.colour", "metadata.size", "--level", "0.9", "--resamples", "500", "--seed", "7", "--leaks", "--reference", "photos");

        const string Expected = """
            {"dataset":"scans","model":"m@1","split":"test","metrics":["accuracy","ece"],"gates":["ece<1"],"version":"0123456789ab","task":"classification",
            "query":{"label":"7","namePrefix":"a/","metadata":{"source":"tablet","note":"a=b"}},"baseline":"evaluation-0","missing":"fail","groupBy":"metadata.writer",
            "sliceBy":["metadata.colour","metadata.size"],"level":0.9,"resamples":500,"seed":7,"findLeaks":true,"reference":"photos"}
            """;
        Assert.Equal(Post + Expected.ReplaceLineEndings(""), _app.Requests.First());
    }

    [Theory]
    [InlineData("evaluate scans --where colour", "invalid-condition", "'colour' is no condition")]
    [InlineData("evaluate scans --where =blue", "invalid-condition", "'=blue' is no condition")]
    [InlineData("evaluate scans --where a=b --where a=c", "invalid-condition", "--where says 'a' twice")]
    [InlineData("evaluate scans --strict", "no-file", "--predictions")]
    [InlineData("evaluate scans --predictions https://a/b", "no-model", "--model name@version")]
    [InlineData("evaluate scans --predictions https://a/b --model m", "invalid-name", "'m' is not a model")]
    [InlineData("evaluate scans --predictions nowhere.jsonl --model m@1", "no-file", "'nowhere.jsonl'")]
    public async Task Evaluate_ThatCannotBeAsked_SaysWhyAndSendsNothing(string line, string code, string named)
    {
        var run = await RunAsync([.. line.Split(' '), "--json"]);

        Assert.Equal((1, code), (run.ExitCode, run.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Empty(_app.Requests);
    }

    [Fact]
    public async Task Evaluate_WithPredictions_BringsThemFirst()
    {
        var file = _folder.Write("answers.jsonl", """{"file_name":"a/1.png","label":"7"}""");

        var run = await RunAsync("evaluate", "scans", "--predictions", file, "--model", "my-cnn@3", "--task", "classification", "--strict", "--idempotency-key", "k", "--json");

        var sent = _app.Requests.Where(request => request.StartsWith("POST", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, sent.Count);
        Assert.Equal("""POST /api/datasets/scans/predictions?model=my-cnn%403&task=classification&name=answers.jsonl&strict=true {"file_name":"a/1.png","label":"7"} key=k""", sent[0]);
        Assert.Equal("""POST /api/evaluations {"dataset":"scans","model":"my-cnn@3","task":"classification"} key=k""", sent[1]);
        Assert.Equal(9_990, run.Json.GetProperty("import").GetProperty("counts").GetProperty("accepted").GetInt64());
        Assert.Contains("refused                12 rows", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_WithPredictionsThatAreRefused_DoesNotEvaluate()
    {
        var run = await RunAsync("evaluate", "scans", "--predictions", _folder.Write("bad.jsonl", "nothing"), "--model", "my-cnn@3");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: No row of 'bad.jsonl' is a prediction for an item of 'scans': 2 rows were refused. (invalid-predictions)", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_app.Requests, request => request.StartsWith(Post, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evaluate_WithFilesForCi_WritesBoth()
    {
        _app.FailsGate = true;
        var (junit, summary) = (Path.Combine(_folder.Path, "out/gates.xml"), Path.Combine(_folder.Path, "out/summary.md"));
        _folder.Write("out/summary.md", "what was there");

        var run = await RunAsync("evaluate", "scans", "--split", "test", "--baseline", "evaluation-0", "--gate", "accuracy > 1", "--gate", "ece < 0.1", "--junit", junit, "--summary", summary);

        Assert.Equal(100, run.ExitCode);
        Snapshot.Check("evaluate.xml", await File.ReadAllTextAsync(junit));
        Snapshot.Check("evaluate.md", (await File.ReadAllTextAsync(summary)).Replace(_app.Url, "http://app", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evaluate_InAJobOfGitHub_AddsToItsSummary()
    {
        var summary = _folder.Write("summary.md", "before\n");
        Environment.SetEnvironmentVariable("GITHUB_STEP_SUMMARY", summary);
        try
        {
            await RunAsync("evaluate", "scans", "--summary", summary);
        }
        finally
        {
            Environment.SetEnvironmentVariable("GITHUB_STEP_SUMMARY", null);
        }

        Assert.StartsWith("before\n## scans / digits-cnn@1: no gates\n", await File.ReadAllTextAsync(summary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_WithAFileThatCannotBeWritten_StartsNothing()
    {
        var inTheWay = _folder.Write("file", "");

        var run = await RunAsync("evaluate", "scans", "--junit", Path.Combine(inTheWay, "gates.xml"), "--json");

        Assert.Equal("io-error", run.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Empty(_app.Requests);
    }
}

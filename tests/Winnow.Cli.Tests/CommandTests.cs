using System.Text.Json;
using Winnow.TestSupport;

namespace Winnow.Cli.Tests;

[Collection(CommandLines.Name)]
public sealed class CommandTests : IAsyncLifetime
{
    private FakeApp _app = null!;

    public async Task InitializeAsync() => _app = await FakeApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.RunAsync([.. arguments, "--url", _app.Url]);

    public static TheoryData<string> ApiCommands =>
    [
        "status", "status scans", "datasets list", "datasets create scans", "datasets policy scans", "datasets calibration scans 0123", "items scans", "items scans aaaa",
        "models list", "models show digits-cnn@1", "models check digits-cnn@1", "models tune digits-cnn@1", "label scans", "label scans --no-wait", "evaluate scans", "evaluate scans --no-wait", "open evaluation-1",
        "snapshot scans", "snapshot scans --no-wait", "snapshot scans --list",
        "predictions list scans", "predictions import --from https://a/b --dataset scans --model my-cnn@3", "predictions import --from https://a/b --dataset scans --model my-cnn@3 --no-wait",
        "compare evaluation-1 --baseline evaluation-0", "gate evaluation-1 --gate accuracy>0.9", "gate evaluation-2", "benchmark run https://a/nightly.yaml",
        "benchmark run https://a/nightly.yaml --no-wait", "benchmark show benchmark-1", "leaderboard nightly",
    ];

    [Theory]
    [MemberData(nameof(ApiCommands))]
    public async Task Command_WithJson_PrintsOneObjectOnStdout(string line)
    {
        var run = await RunAsync([.. line.Split(' '), "--json"]);

        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(run.Json.EnumerateObject());
    }

    [Theory]
    [MemberData(nameof(ApiCommands))]
    public async Task Command_WithoutJson_PrintsTextOnStdout(string line)
    {
        var run = await RunAsync(line.Split(' '));

        Assert.Equal(0, run.ExitCode);
        Assert.NotEqual("", run.Output.Trim());
        Assert.DoesNotContain('\u001b', run.Output + run.Error);
    }

    [Theory]
    [MemberData(nameof(ApiCommands))]
    public async Task Command_WhenTheAppIsDown_SaysHowToStartItOnOneLine(string line)
    {
        var run = await CliRun.RunAsync([.. line.Split(' '), "--json", "--url", "http://127.0.0.1:9"]);

        Assert.Equal(1, run.ExitCode);
        var error = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("'winnow up'", error, StringComparison.Ordinal);
        Assert.EndsWith("(unreachable)", error, StringComparison.Ordinal);
        Assert.Equal("unreachable", run.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.False(run.Json.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Evaluate_AGateThatFails_ExitsWith100AndSaysWhy()
    {
        _app.FailsGate = true;

        var run = await RunAsync("evaluate", "scans", "--gate", "accuracy > 1", "--gate", "ece < 0.1");

        Assert.Equal(100, run.ExitCode);
        Assert.Contains("gate failed            accuracy > 1: accuracy is 0.994098; the gate wants > 1.", run.Output, StringComparison.Ordinal);
        const string Post = "POST /api/evaluations ";
        var sent = JsonDocument.Parse(_app.Requests.Single(request => request.StartsWith(Post, StringComparison.Ordinal))[Post.Length..]);
        Assert.Equal(["accuracy > 1", "ece < 0.1"], sent.RootElement.GetProperty("gates").EnumerateArray().Select(gate => gate.GetString()));
    }

    [Theory]
    [InlineData("status nowhere", "unknown-dataset", "There is no dataset 'nowhere'.")]
    [InlineData("items nowhere", "unknown-dataset", "There is no dataset 'nowhere'.")]
    [InlineData("items scans bbbb", "unknown-item", "There is no item 'bbbb'.")]
    [InlineData("label nowhere", "unknown-dataset", "There is no dataset 'nowhere'.")]
    [InlineData("evaluate nowhere --model m", "unknown-dataset", "There is no dataset 'nowhere'.")]
    [InlineData("open unknown", "unknown-run", "There is no evaluation run 'unknown'.")]
    [InlineData("label failing", "corrupt-model", "The file of 'digits-cnn@1' is no ONNX model.")]
    [InlineData("items scans --limit 0", "invalid-limit", "--limit is 0; it must be at least 1.")]
    [InlineData("models show digits-cnn", "invalid-name", "'digits-cnn' is not a model: write name@version, as in digits-cnn@1.")]
    public async Task Command_WhenRefused_ShowsMessageAndCode(string line, string code, string message)
    {
        var (text, json) = (await RunAsync(line.Split(' ')), await RunAsync([.. line.Split(' '), "--json"]));

        Assert.Equal(1, text.ExitCode);
        Assert.Equal("", text.Output);
        Assert.Contains($"error: {message} ({code})", text.Error, StringComparison.Ordinal);
        Assert.Equal(1, json.ExitCode);
        Assert.Equal(code, json.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(message, json.Json.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task DatasetsCreate_WhenTheNameIsRefused_ShowsTheProblemOfTheApp()
    {
        var run = await RunAsync("datasets", "create", "Bad Name");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("(invalid-name)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Label_WhenCancelled_Returns130()
    {
        using var stop = new CancellationTokenSource();
        var running = CliRun.RunAsync(stop.Token, "label", "endless", "--json", "--url", _app.Url);
        while (_app.Requests.Count < 3)
        {
            await Task.Delay(20);
        }

        await stop.CancelAsync();
        var run = await running;

        Assert.Equal(130, run.ExitCode);
        Assert.Equal("cancelled", run.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Status_OfADataset_ShowsItsCounts()
    {
        var words = (await RunAsync("status", "scans")).Line("scans").Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(["scans", "12,345", "2", "1", "12,000", "7", "5.0", "MiB", "idle"], words);
    }

    [Fact]
    public async Task Items_WithALimit_FollowsPagesAndSaysThatThereAreMore()
    {
        var run = await RunAsync("items", "scans", "--limit", "2", "--label", "7 & 8", "--max-confidence", "0.6");

        Assert.Contains("a/1.png", run.Output, StringComparison.Ordinal);
        Assert.Contains("a/2.png", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("b/3.png", run.Output, StringComparison.Ordinal);
        Assert.Contains("There are more", run.Error, StringComparison.Ordinal);
        Assert.Equal("GET /api/datasets/scans/items?label=7%20%26%208&maxConfidence=0.6&limit=2", _app.Requests.First());
    }

    [Fact]
    public async Task Items_WithJson_KeepsMembersItDoesNotKnow()
    {
        var run = await RunAsync("items", "scans", "--json", "--limit", "10");

        var items = run.Json.GetProperty("value").EnumerateArray().ToList();
        Assert.Equal(3, items.Count);
        Assert.Equal("p-0001", items[0].GetProperty("pack").GetString());
        Assert.False(run.Json.GetProperty("more").GetBoolean());
    }

    [Fact]
    public async Task Label_ThatCompletes_ShowsCountsRateAndShare()
    {
        var run = await RunAsync("label", "scans", "--model", "digits-cnn@1", "--minimum-confidence", "0.8", "--only-missing", "--idempotency-key", "k1");

        Assert.Equal("10,000 items labelled by digits-cnn@1 on cpu, 9,871 pseudo-labels, 3 failed; 2,500 items/s, 42 % of the time in ONNX Runtime", run.Output.Trim());
        Assert.Contains("4,000/10,000 items", run.Error, StringComparison.Ordinal);
        Assert.Contains("ETA 3.0 s", run.Error, StringComparison.Ordinal);
        Assert.Equal("""POST /api/labellings {"dataset":"scans","model":"digits-cnn@1","minimumConfidence":0.8,"onlyMissing":true} key=k1""", _app.Requests.First());
    }

    [Fact]
    public async Task Evaluate_WithoutAModel_TakesThePolicys()
    {
        var run = await RunAsync("evaluate", "scans", "--split", "test", "--metrics", "accuracy");

        Assert.Equal("accuracy                0.9941  [0.9926, 0.9955]", run.Line("accuracy").TrimEnd());
        Assert.Contains($"{_app.Url}/api/evaluations/evaluation-1/report.html", run.Line("report"), StringComparison.Ordinal);
        Assert.Contains("""POST /api/evaluations {"dataset":"scans","model":"digits-cnn@1","split":"test","metrics":["accuracy"]}""", _app.Requests);
    }

    [Fact]
    public async Task DatasetsPolicy_WithOneChange_KeepsTheRest()
    {
        var run = await RunAsync("datasets", "policy", "scans", "--minimum-confidence", "0.5", "--json");

        Assert.Equal("digits-cnn@1", run.Json.GetProperty("policy").GetProperty("model").GetString());
        Assert.Contains("""PUT /api/datasets/scans/policy {"model":"digits-cnn@1","minimumConfidence":0.5,"labelOnIngest":false}""", _app.Requests);
    }

    [Fact]
    public async Task DatasetsPolicy_WithAPromise_SendsIt()
    {
        await RunAsync("datasets", "policy", "scans", "--target-precision", "0.99", "--calibration-split", "val", "--agree-with", "a", "b@2", "--votes", "2", "--top-k", "3");

        Assert.Contains(
            """PUT /api/datasets/scans/policy {"model":"digits-cnn@1","minimumConfidence":0.95,"labelOnIngest":false,"precision":{"target":0.99,"split":"val"},"agreement":{"models":["a","b@2"],"votes":2},"topK":3}""",
            _app.Requests);
    }

    [Theory]
    [InlineData("--votes", "2")]
    [InlineData("--calibration-split", "val")]
    public async Task DatasetsPolicy_WithHalfAPromise_SaysWhatIsMissing(string option, string value)
    {
        var run = await RunAsync("datasets", "policy", "scans", option, value);

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain(_app.Requests, request => request.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DatasetsCalibration_ShowsThresholdsAndWhyThereIsNone()
    {
        var run = await RunAsync("datasets", "calibration", "scans", "0123");

        Assert.Contains("precision of at least 99.0 % in every class", run.Output, StringComparison.Ordinal);
        Assert.Contains("look 2", run.Output, StringComparison.Ordinal);
        Assert.Contains("0.9714", run.Line("7"), StringComparison.Ordinal);
        Assert.Contains("too few", run.Line("8"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelsShow_OfAModel_PrintsItsCard() =>
        Assert.Contains("licence: MIT", (await RunAsync("models", "show", "digits-cnn@1")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task ModelsCheck_OfAModelThatSaysSomethingElse_Fails()
    {
        var run = await RunAsync("models", "check", "other@1");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("label is '1', the card expects '7'", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("models", "check", "digits-cnn@1")).ExitCode);
    }

    [Fact]
    public async Task ModelsTune_OfAModel_ShowsWhatWasTriedAndChosen()
    {
        var run = await RunAsync("models", "tune", "ppocr-latin@1");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("ppocr-latin@1 runs on cpu with 1 item per call, 2 calls at once and 1 thread each; kept for x64-2", run.Output, StringComparison.Ordinal);
        Assert.Single(run.Output.Split('\n'), line => line.Contains("chosen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Label_WithAWarning_SaysIt() => Assert.Contains("It runs on cpu: no driver.", (await RunAsync("label", "scans")).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Open_OfAnEvaluation_PrintsTheAddressesOfItsReport()
    {
        var run = await RunAsync("open", "evaluation-1", "--json");

        Assert.Equal($"{_app.Url}/api/evaluations/evaluation-1/report.html", run.Json.GetProperty("html").GetString());
        Assert.Equal($"{_app.Url}/api/evaluations/evaluation-1/report.json", run.Json.GetProperty("json").GetString());
    }

    [Fact]
    public async Task Command_WithAnAddressThatIsNone_SaysSo()
    {
        var run = await CliRun.RunAsync("status", "--url", "localhost:7071");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("(invalid-url)", run.Error, StringComparison.Ordinal);
    }
}

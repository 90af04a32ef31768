using System.Security.Cryptography;

namespace Winnow.Cli.Tests;

[Collection(CommandLines.Name)]
public sealed class PredictionsTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private FakeApp _app = null!;

    public async Task InitializeAsync() => _app = await FakeApp.StartAsync();

    public async Task DisposeAsync()
    {
        _folder.Dispose();
        await _app.DisposeAsync();
    }

    private Task<CliRun> ImportAsync(params string[] arguments) => CliRun.RunAsync(["predictions", "import", .. arguments, "--dataset", "scans", "--model", "my-cnn@3", "--url", _app.Url]);

    [Fact]
    public async Task Import_OfAFile_SendsItWithItsNameAndShowsProgress()
    {
        var content = Convert.ToHexString(RandomNumberGenerator.GetBytes(300_000));

        var run = await ImportAsync(_folder.Write("größe & co.csv", content), "--format", "csv", "--task", "classification");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"POST /api/datasets/scans/predictions?model=my-cnn%403&format=csv&task=classification&name=gr%C3%B6%C3%9Fe%20%26%20co.csv {content}", _app.Requests.First());
        Assert.Contains("/600,000 bytes", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfCocoResults_SendsThemAndTheVocabularyAsAForm()
    {
        var (boxes, vocabulary) = (_folder.Write("boxes.json", "[boxes]"), _folder.Write("instances.json", "{vocabulary}"));

        var run = await ImportAsync(boxes, "--format", "coco", "--vocabulary", vocabulary);

        Assert.Equal(0, run.ExitCode);
        var sent = _app.Requests.First();
        Assert.Matches("(?s)form-data; name=vocabulary; filename=instances.json.*\\{vocabulary\\}.*form-data; name=predictions; filename=boxes.json.*\\[boxes\\]", sent);
        Assert.StartsWith("POST /api/datasets/scans/predictions?model=my-cnn%403&format=coco&name=boxes.json ", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfABlob_SendsItsAddress()
    {
        var run = await ImportAsync("--from", "https://a/runs/boxes.json", "--vocabulary", "https://a/runs/instances.json", "--strict", "--idempotency-key", "k");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            "POST /api/datasets/scans/predictions?model=my-cnn%403&strict=true&source=https%3A%2F%2Fa%2Fruns%2Fboxes.json&vocabulary=https%3A%2F%2Fa%2Fruns%2Finstances.json key=k",
            _app.Requests.First());
    }

    [Fact]
    public async Task Import_OfAFileWithoutAPrediction_FailsWithTheReason()
    {
        var run = await ImportAsync(_folder.Write("bad.jsonl", "nothing"), "--json");

        Assert.Equal((1, "invalid-predictions"), (run.ExitCode, run.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Contains("2 rows were refused", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_IntoADatasetThatIsNotThere_SaysSoBeforeTheFileIsSent()
    {
        var file = _folder.Write("answers.jsonl", new string('x', 1 << 20));

        var run = await CliRun.RunAsync("predictions", "import", file, "--dataset", "nowhere", "--model", "my-cnn@3", "--url", _app.Url);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: There is no dataset 'nowhere'. (unknown-dataset)", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-file", "Name the predictions once")]
    [InlineData("no-file", "Name the predictions once", "a.jsonl", "--from", "https://a/b")]
    [InlineData("no-file", "'a.jsonl'", "a.jsonl")]
    [InlineData("invalid-address", "'a/b.jsonl'", "--from", "a/b.jsonl")]
    [InlineData("no-file", "'instances.json'", "--from", "https://a/b", "--vocabulary", "instances.json")]
    public async Task Import_ThatCannotBeAsked_SaysWhyAndSendsNothing(string code, string named, params string[] arguments)
    {
        var run = await ImportAsync([.. arguments, "--json"]);

        Assert.Equal((1, code), (run.ExitCode, run.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Empty(_app.Requests);
    }

    [Fact]
    public async Task Import_OfABlobWithAVocabularyOnThisDisk_SaysWhy()
    {
        var run = await ImportAsync("--from", "https://a/b.json", "--vocabulary", _folder.Write("instances.json", "{}"), "--json");

        Assert.Equal("two-places", run.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task List_OfADatasetWithoutAny_SaysHowToBringSome()
    {
        var run = await CliRun.RunAsync("predictions", "list", "empty", "--url", _app.Url);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("winnow predictions import", run.Error, StringComparison.Ordinal);
    }
}

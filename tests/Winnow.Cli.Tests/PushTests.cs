using Azure.Storage.Blobs;
using Winnow.Azurite;
using Winnow.TestSupport;

namespace Winnow.Cli.Tests;

[Collection(CommandLines.Name)]
public sealed class PushTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string _dataset = AzuriteFixture.UniqueName("push");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<CliRun> PushAsync(params string[] more) => PushToAsync(azurite.ConnectionString, more);

    private Task<CliRun> PushToAsync(string connection, params string[] more) =>
        CliRun.RunAsync(["push", _folder.Path, "--dataset", _dataset, "--storage", connection, "--json", .. more]);

    private async Task<List<string>> DroppedAsync(string? connection = null)
    {
        var names = new List<string>();
        var container = new BlobServiceClient(connection ?? azurite.ConnectionString).GetBlobContainerClient("incoming");
        await foreach (var blob in container.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, $"{_dataset}/", default))
        {
            names.Add(blob.Name[(_dataset.Length + 1)..]);
        }

        return names;
    }

    private static (long Pushed, long Skipped) Counts(CliRun run)
    {
        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Error));
        return (run.Json.GetProperty("pushed").GetInt64(), run.Json.GetProperty("skipped").GetInt64());
    }

    [Fact]
    public async Task Push_OfAFolder_DropsEveryFileUnderItsPath()
    {
        for (var i = 0; i < 40; i++)
        {
            _folder.Write($"folder {i % 3}/größe-{i}.txt", $"content {i}");
        }

        var run = await PushAsync("--prefix", "/2024/", "--parallelism", "8");

        Assert.Equal((40, 0), Counts(run));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"2024/folder {i % 3}/größe-{i}.txt").Order(StringComparer.Ordinal), (await DroppedAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(0, 40).Sum(i => $"content {i}".Length), run.Json.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task Push_WithHiddenFilesAndLinks_LeavesThemOut()
    {
        var file = _folder.Write("a.txt", "a");
        _folder.Write(".hidden", "b");
        _folder.Write(".git/config", "c");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link.txt"), file);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "loop"), _folder.Path);

        Assert.Equal((1, 0), Counts(await PushAsync()));
        Assert.Equal(["a.txt"], await DroppedAsync());
    }

    [Fact]
    public async Task Push_Again_SendsOnlyWhatIsNewOrChanged()
    {
        _folder.Write("a.txt", "a");
        var changed = _folder.Write("b.txt", "b");
        Assert.Equal((2, 0), Counts(await PushAsync()));
        Assert.Equal((0, 2), Counts(await PushAsync()));

        File.WriteAllText(changed, "B");
        File.SetLastWriteTimeUtc(changed, File.GetLastWriteTimeUtc(changed).AddSeconds(1));
        _folder.Write("c.txt", "c");

        Assert.Equal((2, 1), Counts(await PushAsync()));
        Assert.Equal((3, 0), Counts(await PushAsync("--force")));
        Assert.Equal((0, 3), Counts(await PushAsync()));
    }

    [Fact]
    public async Task Push_AfterStorageWasWiped_SendsEverythingAgain()
    {
        _folder.Write("a.txt", "a");
        await using var storage = await AzuriteProcess.StartAsync();
        Assert.Equal((1, 0), Counts(await PushToAsync(storage.ConnectionString)));
        Assert.Equal((0, 1), Counts(await PushToAsync(storage.ConnectionString)));

        // It keeps its data in memory: a stop loses them, and the address stays.
        await storage.StopAsync();
        await storage.StartAgainAsync();

        Assert.Equal((1, 0), Counts(await PushToAsync(storage.ConnectionString)));
        Assert.Equal(["a.txt"], await DroppedAsync(storage.ConnectionString));
    }

    [Fact]
    public async Task Push_WhenTheJournalWasCutShort_PushesTheFileOfTheLastLineAgain()
    {
        _folder.Write("a.txt", "a");
        _folder.Write("b.txt", "b");
        await PushAsync("--parallelism", "1");
        var journal = Directory.GetFiles(Path.Combine(".winnow", "push"), $"{_dataset}-*.jsonl").Single();
        using (var stream = File.OpenWrite(journal))
        {
            stream.SetLength(stream.Length - 10);
        }

        Assert.Equal((1, 1), Counts(await PushAsync()));
        Assert.Equal((0, 2), Counts(await PushAsync()));
    }

    [Fact]
    public async Task Push_WithAFileThatCannotBeRead_PushesTheRestAndFails()
    {
        _folder.Write("a.txt", "a");
        var bad = _folder.Write("folder/b.txt", "b");
        using var held = new FileStream(bad, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var run = await PushAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.False(run.Json.GetProperty("ok").GetBoolean());
        Assert.Equal(1, run.Json.GetProperty("pushed").GetInt64());
        var failed = Assert.Single(run.Json.GetProperty("failed").EnumerateArray());
        Assert.Equal(Path.GetRelativePath(_folder.Path, bad), failed.GetProperty("path").GetString());
        Assert.NotEqual("", failed.GetProperty("reason").GetString());
        Assert.Contains("1 files failed", run.Error, StringComparison.Ordinal);
        Assert.Equal(["a.txt"], await DroppedAsync());
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("Grün")]
    [InlineData("-a")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Push_WithANameThatIsNone_SendsNothing(string name)
    {
        var run = await CliRun.RunAsync("push", _folder.Path, $"--dataset={name}", "--storage", "nothing that connects", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("invalid-name", run.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("no-folder", "push", "/nowhere/at/all", "--dataset", "d", "--storage", "UseDevelopmentStorage=true")]
    [InlineData("invalid-parallelism", "push", ".", "--dataset", "d", "--parallelism", "0", "--storage", "UseDevelopmentStorage=true")]
    [InlineData("invalid-connection-string", "push", ".", "--dataset", "d", "--storage", "nothing that connects")]
    public async Task Push_WithAWrongArgument_SaysWhich(string code, params string[] line)
    {
        var run = await CliRun.RunAsync([.. line, "--json"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(code, run.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Push_WithWait_EndsWhenTheIntakeHasTakenEveryFile()
    {
        await using var app = await FakeApp.StartAsync();
        _folder.Write("a.txt", "a");
        _folder.Write("b.txt", "b");
        var pushing = CliRun.RunAsync("push", _folder.Path, "--dataset", "scans", "--prefix", _dataset, "--storage", azurite.ConnectionString, "--url", app.Url, "--wait", "--json");
        while (app.Requests.Count < 3)
        {
            Assert.False(pushing.IsCompleted);
            await Task.Delay(20);
        }

        app.Drops = 2;
        var run = await pushing;

        Assert.Equal((2, 0), Counts(run));
        Assert.Equal(12_345, run.Json.GetProperty("totals").GetProperty("counts").GetProperty("items").GetInt64());
    }
}

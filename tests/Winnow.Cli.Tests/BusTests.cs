using Winnow.Cli.Bus;

namespace Winnow.Cli.Tests;

[Collection(CommandLines.Name)]
public sealed class BusTests
{
    private const string NoEndpoint = "Endpoint=sb://127.0.0.1:9;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;";

    [Theory]
    [InlineData("a", "a~2")]
    [InlineData("a~2", "a~3")]
    [InlineData("a~9", "a~10")]
    [InlineData("a~b", "a~b~2")]
    public void NextId_OfAnId_CountsTheTries(string id, string next) => Assert.Equal(next, DeadLetters.NextId(id));

    [Fact]
    public void NextId_OfALongId_StaysWithinTheLimit()
    {
        var next = DeadLetters.NextId(new string('x', 128));

        Assert.Equal((128, true), (next.Length, next.EndsWith("x~2", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("send --connection x", "no-body", "There is nothing to send")]
    [InlineData("send --dataset scans --connection x", "unknown-type", "ingest, annotate, label, evaluate")]
    [InlineData("send --type paint --dataset scans --connection x", "unknown-type", "'paint'")]
    [InlineData("send missing.json --type label --connection x", "io-error", "missing.json")]
    [InlineData("send --type label --dataset scans --connection nonsense", "invalid-connection-string", "--connection")]
    [InlineData("events --connection nonsense", "invalid-connection-string", "--connection")]
    [InlineData("deadletters --connection nonsense", "invalid-connection-string", "--connection")]
    public async Task Command_ThatCannotBeRun_SaysWhy(string line, string code, string named)
    {
        var run = await CliRun.RunAsync([.. line.Split(' '), "--json"]);

        Assert.Equal((1, code), (run.ExitCode, run.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_AFileThatIsNoJson_SaysSo()
    {
        using var folder = new TemporaryFolder();
        folder.Write("label.json", "{ dataset: scans }");

        var run = await CliRun.RunAsync("send", Path.Combine(folder.Path, "label.json"), "--json", "--connection", NoEndpoint);

        Assert.Equal("invalid-body", run.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Send_AFileAndOptionsThatSayTheBody_SaysSo()
    {
        using var folder = new TemporaryFolder();
        folder.Write("label.json", """{ "dataset": "scans" }""");

        var run = await CliRun.RunAsync("send", Path.Combine(folder.Path, "label.json"), "--dataset", "scans", "--json", "--connection", NoEndpoint);

        Assert.Equal("two-bodies", run.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("send --type label --dataset scans")]
    [InlineData("events")]
    [InlineData("deadletters")]
    public async Task Command_WithoutAnEndpoint_SaysHowToStartIt(string line)
    {
        var run = await CliRun.RunAsync([.. line.Split(' '), "--json", "--connection", NoEndpoint]);

        Assert.Equal((1, "bus-unreachable"), (run.ExitCode, run.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Contains("'winnow up'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("send --type label --dataset scans")]
    [InlineData("events")]
    [InlineData("deadletters")]
    public async Task Command_WithoutAConnection_SaysWhereToGetOne(string line)
    {
        var run = await CliRun.RunAsync([.. line.Split(' '), "--json"]);

        Assert.Equal((1, "no-service-bus"), (run.ExitCode, run.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Contains("WINNOW_SERVICE_BUS", run.Error, StringComparison.Ordinal);
    }
}

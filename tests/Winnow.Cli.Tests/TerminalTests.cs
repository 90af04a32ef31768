using System.Text.RegularExpressions;

namespace Winnow.Cli.Tests;

/// <summary>What people see of every command that talks to the app.</summary>
[Collection(CommandLines.Name)]
public sealed partial class TerminalTests : IAsyncLifetime
{
    private FakeApp _app = null!;

    public async Task InitializeAsync() => _app = await FakeApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public static TheoryData<string> Lines =>
    [
        "status", "datasets list", "datasets create scans", "datasets policy scans", "items scans", "items scans aaaa", "models list", "models show digits-cnn@1", "label scans",
        "snapshot scans", "snapshot scans --list", "open evaluation-1", "predictions list scans", "predictions import --from https://a/b --dataset scans --model my-cnn@3",
        "evaluate scans", "evaluate scans --no-wait", "evaluate scans --baseline evaluation-0 --gate accuracy>0.9 --gate ece<0.1",
        "compare evaluation-1 --baseline evaluation-0", "compare evaluation-1 --baseline evaluation-0 --gate accuracy>1", "gate evaluation-1 --gate accuracy>0.9", "gate evaluation-2",
        "benchmark run https://a/nightly.yaml", "benchmark show benchmark-0", "leaderboard nightly",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Command_OnATerminal_ShowsWhatItDid(string line)
    {
        var run = await CliRun.RunAsync([.. line.Split(' '), "--url", _app.Url]);

        Snapshot.Check($"terminal/{FileName(line)}.txt", Text(run));
    }

    [Theory]
    [InlineData("evaluate scans --gate accuracy>1 --gate ece<0.1")]
    [InlineData("compare evaluation-1 --baseline evaluation-0 --gate accuracy>1")]
    [InlineData("gate evaluation-2")]
    [InlineData("benchmark run https://a/nightly.yaml")]
    [InlineData("benchmark show benchmark-0")]
    [InlineData("leaderboard nightly")]
    public async Task Command_WhoseGateFails_SaysWhyAndExitsWith100(string line)
    {
        _app.FailsGate = true;

        var run = await CliRun.RunAsync([.. line.Split(' '), "--url", _app.Url]);

        Assert.Equal(100, run.ExitCode);
        Snapshot.Check($"terminal/failed-{FileName(line)}.txt", Text(run));
    }

    private string Text(CliRun run) => TrailingBlanks().Replace($"exit code {run.ExitCode}\n{run.Output}".Replace(_app.Url, "http://app", StringComparison.Ordinal), "");

    private static string FileName(string line) => Symbols().Replace(line, "-").Trim('-');

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Symbols();

    [GeneratedRegex("[ \t]+$", RegexOptions.Multiline)]
    private static partial Regex TrailingBlanks();
}

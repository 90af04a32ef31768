namespace Winnow.Cli.Tests;

[Collection(CommandLines.Name)]
public sealed class HelpTests
{
    public static TheoryData<string> Commands =>
    [
        "", "demo", "up", "push", "status", "label", "evaluate", "items", "models", "models add", "models show",
        "datasets", "datasets create", "datasets policy", "datasets calibration", "open", "send", "events", "deadletters",
        "predictions", "predictions import", "predictions list", "compare", "gate", "benchmark", "benchmark run", "benchmark show", "leaderboard", "snapshot",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_OfACommand_EndsWithAnExampleOfIt(string command)
    {
        var run = await CliRun.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, run.ExitCode);
        var examples = run.Output[run.Output.IndexOf("Examples:", StringComparison.Ordinal)..];
        Assert.Contains($"winnow {command}".TrimEnd(), examples, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_OfTheRoot_ListsTheCommandsInTheOrderOfTheWork()
    {
        string[] expected =
        [
            "demo", "up", "datasets", "push", "status", "items", "snapshot", "models", "label", "predictions", "evaluate", "compare", "gate", "benchmark", "leaderboard", "open",
            "send", "events", "deadletters",
        ];

        var lines = (await CliRun.RunAsync("--help")).Output.Split('\n').SkipWhile(line => !line.StartsWith("Commands:", StringComparison.Ordinal)).Skip(1);

        Assert.Equal(expected, lines.TakeWhile(line => line.Trim().Length > 0).Select(line => line.Trim().Split(' ')[0]));
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("up")]
    [InlineData("push")]
    [InlineData("status")]
    [InlineData("label")]
    [InlineData("evaluate")]
    [InlineData("items")]
    [InlineData("open")]
    [InlineData("models list")]
    [InlineData("send")]
    [InlineData("events")]
    [InlineData("deadletters")]
    [InlineData("predictions import")]
    [InlineData("predictions list")]
    [InlineData("compare")]
    [InlineData("gate")]
    [InlineData("benchmark run")]
    [InlineData("benchmark show")]
    [InlineData("leaderboard")]
    public async Task Help_OfACommand_NamesJson(string command) =>
        Assert.Contains("--json", (await CliRun.RunAsync([.. command.Split(' '), "--help"])).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("push ./x", "--dataset", "winnow push --help")]
    [InlineData("models add", "'add'", "winnow models add --help")]
    [InlineData("items scans --limit many", "many", "winnow items --help")]
    [InlineData("evaluate scans --missing ignore", "ignore", "winnow evaluate --help")]
    [InlineData("predictions import a.jsonl --dataset d --model m@1 --format xml", "xml", "winnow predictions import --help")]
    [InlineData("compare a", "--baseline", "winnow compare --help")]
    [InlineData("frobnicate", "frobnicate", "winnow --help")]
    public async Task Parse_OfAWrongLine_NamesTheErrorAndTheHelpPage(string line, string named, string next)
    {
        var run = await CliRun.RunAsync(line.Split(' '));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Contains(next, run.Error, StringComparison.Ordinal);
    }
}

namespace Winnow.Cli.Tests;

[Collection(CommandLines.Name)]
public sealed class HelpTests
{
    public static TheoryData<string> Commands =>
    [
        "", "demo", "up", "push", "status", "label", "evaluate", "items", "models", "models add", "models show",
        "datasets", "datasets create", "datasets policy", "open", "send", "events", "deadletters",
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
    public async Task Help_OfACommand_NamesJson(string command) =>
        Assert.Contains("--json", (await CliRun.RunAsync([.. command.Split(' '), "--help"])).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("push ./x", "--dataset", "winnow push --help")]
    [InlineData("models add", "model", "winnow models add --help")]
    [InlineData("items scans --limit many", "many", "winnow items --help")]
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

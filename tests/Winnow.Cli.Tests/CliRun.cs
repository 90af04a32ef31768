using System.Text.Json;

namespace Winnow.Cli.Tests;

/// <summary>What a command line did.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>stdout as the one JSON object that it has to be.</summary>
    public JsonElement Json
    {
        get
        {
            var json = JsonDocument.Parse(Output).RootElement;
            Assert.Equal(JsonValueKind.Object, json.ValueKind);
            return json;
        }
    }

    public static Task<CliRun> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    public static async Task<CliRun> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await WinnowCli.RunAsync(arguments, output, error, cancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The words of the line of stdout that starts so.</summary>
    public string Line(string start) => Assert.Single(Output.Split('\n'), line => line.TrimStart().StartsWith(start, StringComparison.Ordinal));
}

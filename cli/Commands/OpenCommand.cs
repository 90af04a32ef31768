using System.CommandLine;
using Winnow.Cli.Output;
using Winnow.Cli.Up;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow open</c>: prints the addresses of reports.</summary>
public static class OpenCommand
{
    private static readonly Argument<string?> Evaluation = new("evaluation") { Description = "Id of an evaluation. Default: the reports of the last demo.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create()
    {
        var command = new Command("open", "Print the addresses of an evaluation's report, or of the reports of the last demo.") { Evaluation };
        command.AddApi();
        command.WithExamples("winnow open", "winnow open 0f3a…", "xdg-open $(winnow open 0f3a… --json | jq -r .html)");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Parsed.GetValue(Evaluation) is not { } id)
        {
            return WriteDemoReports(context);
        }

        await context.Client.GetRunAsync(Api.RunKind.Evaluations, id, cancellationToken);
        var (html, json) = (context.Client.ReportAddress(id, "html"), context.Client.ReportAddress(id, "json"));
        context.Console.Result.Line($"{html}\n{json}");
        context.Console.WriteJson(new { Html = html, Json = json });
        return ExitCodes.Success;
    }

    private static int WriteDemoReports(CommandContext context)
    {
        var folder = Path.Combine(UpState.Folder, "demo");
        var reports = Directory.Exists(folder) ? Directory.GetFiles(folder, "report.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray() : [];
        if (reports.Length == 0)
        {
            throw new CliException("no-reports", "There are no reports of a demo in this folder. Run 'winnow demo', or pass the id of an evaluation.");
        }

        var addresses = reports.Select(path => new Uri(Path.GetFullPath(path))).ToList();
        foreach (var address in addresses)
        {
            context.Console.Result.Line(address.AbsoluteUri);
        }

        context.Console.WriteJson(new { Reports = addresses });
        return ExitCodes.Success;
    }
}

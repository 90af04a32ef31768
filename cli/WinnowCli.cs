using System.CommandLine;
using System.CommandLine.Help;
using Winnow.Cli.Commands;

namespace Winnow.Cli;

/// <summary>The command line <c>winnow</c>: its commands, and how a line is parsed and run.</summary>
public static class WinnowCli
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    /// <summary>Runs one command line and returns the exit code: see <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var parsed = CreateRoot().Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            return WriteParseErrors(parsed, error);
        }

        // Ctrl-C and SIGTERM arrive as a cancelled token; a command then stops what it started.
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToStop,
        };
        return await parsed.InvokeAsync(configuration, cancellationToken);
    }

    private static RootCommand CreateRoot()
    {
        var root = new RootCommand("Winnow: raw files in, datasets and model scores that people can trust out.")
        {
            DemoCommand.Create(),
            UpCommand.Create(),
            DatasetsCommand.Create(),
            PushCommand.Create(),
            StatusCommand.Create(),
            ItemsCommand.Create(),
            SnapshotCommand.Create(),
            ModelsCommand.Create(),
            LabelCommand.Create(),
            PredictionsCommand.Create(),
            EvaluateCommand.Create(),
            CompareCommand.Create(),
            GateCommand.Create(),
            BenchmarkCommand.Create(),
            LeaderboardCommand.Create(),
            OpenCommand.Create(),
            SendCommand.Create(),
            EventsCommand.Create(),
            DeadLettersCommand.Create(),
        };
        root.WithExamples(
            "winnow demo                                  the whole loop on this machine, on real input",
            "winnow up                                    start storage and the app, and keep them running",
            "winnow datasets create scans --model ppocr-latin --minimum-confidence 0.8",
            "winnow push ./scans --dataset scans --wait   drop a folder",
            "winnow label scans && winnow evaluate scans  labels, then scores",
            "winnow evaluate scans --predictions answers.jsonl --model my-reader@2 --gate \"cer <= 0.02\"",
            "winnow compare 7c1e… --baseline 0f3a…        what got better, what got worse, and what is noise",
            "winnow benchmark run nightly.yaml            models × datasets, ranked");
        root.SetAction(result => new HelpAction().Invoke(result));
        return root;
    }

    private static int WriteParseErrors(ParseResult parsed, TextWriter error)
    {
        foreach (var problem in parsed.Errors)
        {
            error.WriteLine($"error: {problem.Message}");
        }

        var names = parsed.CommandResult.Command is RootCommand ? "" : $" {CommandPath(parsed.CommandResult.Command)}";
        error.WriteLine($"next:  winnow{names} --help");
        return ExitCodes.Error;
    }

    private static string CommandPath(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault(p => p is not RootCommand);
        return parent is null ? command.Name : $"{CommandPath(parent)} {command.Name}";
    }
}

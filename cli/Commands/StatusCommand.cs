using System.CommandLine;
using Spectre.Console;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow status</c>: what each dataset holds and what is on its way.</summary>
public static class StatusCommand
{
    private static readonly Argument<string?> DatasetName = new("dataset") { Description = "Only this dataset.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create()
    {
        var command = new Command("status", "What each dataset holds, and what is on its way into it.") { DatasetName };
        command.AddApi();
        command.WithExamples("winnow status", "winnow status scans --json");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var names = context.Parsed.GetValue(DatasetName) is { } name
            ? [name]
            : (await context.Client.ListDatasetsAsync(cancellationToken)).Value.Select(dataset => dataset.Name).ToList();
        var datasets = new List<Dataset>();
        foreach (var each in names)
        {
            datasets.Add(await context.Client.GetDatasetAsync(each, cancellationToken));
        }

        context.Console.Result.Write(Table(datasets));
        context.Console.WriteJson(new { Datasets = datasets });
        return ExitCodes.Success;
    }

    private static Table Table(IReadOnlyList<Dataset> datasets)
    {
        var table = Tables.Create("dataset", "items>", "duplicates>", "quarantined>", "annotations>", "waiting>", "size>", "intake");
        foreach (var dataset in datasets)
        {
            var counts = dataset.Totals?.Counts ?? new();
            var intake = dataset.Intake is { PendingDrops: > 0 } pending ? $"{pending.Status}, {Readable.Count(pending.PendingDrops)} files" : dataset.Intake?.Status ?? "";
            table.AddTextRow(dataset.Name, Readable.Count(counts.Items), Readable.Count(counts.Duplicates), Readable.Count(counts.Quarantined),
                Readable.Count(counts.Annotations), Readable.Count(counts.WaitingAnnotations), Readable.Bytes(counts.Bytes), intake);
        }

        return table;
    }
}

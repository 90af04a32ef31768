using System.CommandLine;
using System.Text.Json;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow snapshot</c>: records an immutable version of a dataset, or lists those that there are.</summary>
public static class SnapshotCommand
{
    private static readonly Argument<string> DatasetName = new("dataset") { Description = "The dataset." };
    private static readonly Option<bool> ListAll = new("--list") { Description = "List the versions that there are, the latest first." };
    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Start the run and return its id." };

    public static Command Create()
    {
        var command = new Command("snapshot", "Record an immutable version of a dataset: which items it has, and their labels. Nothing changed, no new version.")
        {
            DatasetName, ListAll, NoWait,
        };
        command.AddApi();
        command.WithExamples("winnow snapshot scans", "winnow snapshot scans --list", "winnow snapshot scans --json");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.Parsed.GetValue(ListAll) ? ListAsync(context, cancellationToken) : TakeAsync(context, cancellationToken);

    private static async Task<int> TakeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var run = await context.Client.StartSnapshotAsync(context.Parsed.GetRequiredValue(DatasetName), cancellationToken);
        if (!context.Parsed.GetValue(NoWait))
        {
            var board = new ProgressBoard(context.Console, context.Clock);
            run = await context.Client.FollowAsync(RunKind.Snapshots, run, "snapshot", board, cancellationToken);
            board.Close();
        }

        context.Console.Result.Line(run.Result is { } result ? Describe(result) : $"snapshot {run.Id}: {run.Status}");
        context.Console.WriteJson(run);
        return ExitCodes.Success;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var versions = await context.Client.ListVersionsAsync(context.Parsed.GetRequiredValue(DatasetName), cancellationToken);
        foreach (var version in versions)
        {
            context.Console.Result.Line(Describe(version));
        }

        if (versions.Count == 0)
        {
            context.Console.Notes.Line("No versions yet: winnow snapshot DATASET records one.");
        }

        context.Console.WriteJson(new { Value = versions });
        return ExitCodes.Success;
    }

    private static string Describe(JsonElement version) =>
        $"{version.Text("version")}  {Readable.Count((long)(version.Number("items") ?? 0))} items, {Readable.Count((long)(version.Number("annotated") ?? 0))} annotated, " +
        $"{Readable.Count((long)(version.Number("pseudoLabelled") ?? 0))} pseudo-labelled, in {Readable.Count((long)(version.Number("shards") ?? 0))} shards, since {version.Text("createdAt")}";
}

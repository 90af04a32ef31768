using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Winnow.Cli.Api;
using Winnow.Cli.Output;
using Winnow.Cli.Push;
using Winnow.Cli.Up;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow push</c>: uploads a folder into a dataset's drop zone.</summary>
public static partial class PushCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "The folder. Links and hidden files in it are left out." };
    private static readonly Option<string> DatasetName = new("--dataset", "-d") { Description = "Name of the dataset.", Required = true };
    private static readonly Option<bool> Wait = new("--wait") { Description = "Wait until everything is ingested." };
    private static readonly Option<bool> Force = new("--force") { Description = "Push files again that were pushed before." };
    private static readonly Option<string> Prefix = new("--prefix") { Description = "Folder in the dataset that the files go to.", DefaultValueFactory = _ => "" };
    private static readonly Option<int> Parallelism = new("--parallelism", "-p") { Description = "Uploads at once.", DefaultValueFactory = _ => 16 };

    public static Command Create()
    {
        var command = new Command("push", "Upload a folder into a dataset's drop zone: in parallel, and only what was not pushed before.")
        {
            Folder, DatasetName, Prefix, Wait, Force, Parallelism, CommonOptions.Storage,
        };
        command.AddApi();
        command.WithExamples(
            "winnow push ./scans --dataset scans --wait",
            "winnow push ./scans --dataset scans           again: sends only what is new",
            "winnow push ./archive --dataset scans --prefix 2024 --parallelism 64");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = ReadOptions(context);
        var blobs = Blobs.Connect(CommonOptions.ResolveStorage(context.Parsed));
        var wait = context.Parsed.GetValue(Wait);
        var before = wait ? await context.Client.FindDatasetAsync(options.Dataset, cancellationToken) : null;
        var board = new ProgressBoard(context.Console, context.Clock);
        var result = await new Pusher(blobs, context.Clock).PushAsync(
            options with { JournalPath = JournalPath(blobs, options) }, reading => board.Report("push", reading), cancellationToken);
        board.Finish("push", $"{Readable.Count(result.Pushed)} files, {Readable.Bytes(result.Bytes)} in {Readable.Duration(result.Seconds)}; {Readable.Count(result.Skipped)} pushed before");
        var dataset = wait
            ? await new IntakeWaiter(context.Client, context.Clock).WaitAsync(
                options.Dataset, before?.Totals?.Counts ?? new(), result.Pushed, reading => board.Report("ingest", reading), cancellationToken)
            : null;
        board.Close();
        WriteResult(context, options, result, dataset);
        return result.Failed.Count == 0 ? ExitCodes.Success : ExitCodes.Error;
    }

    private static PushOptions ReadOptions(CommandContext context)
    {
        var (folder, dataset) = (context.Parsed.GetRequiredValue(Folder), context.Parsed.GetRequiredValue(DatasetName));
        if (!Name().IsMatch(dataset))
        {
            throw new CliException("invalid-name", $"'{Readable.Cut(dataset, 80)}' is not a valid dataset name: use 1 to 63 characters of a-z, 0-9 and '-', starting and ending with a letter or digit.");
        }

        if (!Directory.Exists(folder))
        {
            throw new CliException("no-folder", $"There is no folder '{folder}'. Pass the folder whose files are to be pushed.");
        }

        var parallelism = context.Parsed.GetValue(Parallelism);
        if (parallelism is < 1 or > 256)
        {
            throw new CliException("invalid-parallelism", $"--parallelism is {parallelism}; it must be from 1 to 256.");
        }

        var prefix = context.Parsed.GetValue(Prefix)!.Trim('/');
        return new()
        {
            Folder = folder,
            Dataset = dataset,
            Prefix = prefix.Length == 0 ? "" : prefix + "/",
            Parallelism = parallelism,
            Force = context.Parsed.GetValue(Force),
        };
    }

    /// <summary>One journal per storage account, dataset, prefix and folder.</summary>
    private static string JournalPath(BlobServiceClient blobs, PushOptions options)
    {
        var key = $"{blobs.Uri}\n{options.Dataset}\n{options.Prefix}\n{Path.GetFullPath(options.Folder)}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8));
        return Path.Combine(UpState.Folder, "push", $"{options.Dataset}-{hash}.jsonl");
    }

    private static void WriteResult(CommandContext context, PushOptions options, PushResult result, Dataset? dataset)
    {
        foreach (var failure in result.Failed.Take(20))
        {
            context.Console.Notes.Line($"failed: {failure.Path}: {failure.Reason}");
        }

        if (result.Failed.Count > 0)
        {
            context.Console.Notes.Line($"{Readable.Count(result.Failed.Count)} files failed; run the same command again to push just those.");
        }

        if (dataset?.Totals is { } totals)
        {
            context.Console.Result.Line($"{options.Dataset}: {Readable.Count(totals.Counts.Items)} items, {Readable.Count(totals.Counts.Duplicates)} duplicates, {Readable.Count(totals.Counts.Quarantined)} quarantined");
        }

        context.Console.WriteJson(new { Ok = result.Failed.Count == 0, options.Dataset, result.Pushed, result.Skipped, result.Bytes, result.Seconds, result.Failed, dataset?.Totals });
    }

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\z")]
    private static partial Regex Name();
}

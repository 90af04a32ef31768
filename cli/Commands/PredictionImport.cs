using Spectre.Console;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary>Brings a file of predictions to a dataset: the upload, the import, and what there is to say about it.</summary>
public static class PredictionImport
{
    private const int MaxRefusals = 10;

    /// <summary>Uploads the file, and waits for its import.</summary>
    public static async Task<RunStatus> ImportAsync(
        this CommandContext context, PredictionSource source, string? idempotencyKey, ProgressBoard board, CancellationToken cancellationToken)
    {
        var run = await StartAsync(context, source, idempotencyKey, board, cancellationToken);
        run = await context.Client.FollowAsync(RunKind.Imports, run, "import", board, cancellationToken);
        board.Close();
        return run;
    }

    /// <summary>Uploads the file, and starts its import.</summary>
    public static async Task<RunStatus> StartAsync(
        CommandContext context, PredictionSource source, string? idempotencyKey, ProgressBoard board, CancellationToken cancellationToken)
    {
        var started = context.Clock.GetTimestamp();
        var total = source.File is { } file ? new FileInfo(file).Length : 0;
        var run = await context.Client.StartImportAsync(source, idempotencyKey, Report, cancellationToken);
        if (source.File is not null)
        {
            board.Finish("upload", $"{Readable.Bytes(total)} in {Readable.Duration(context.Clock.GetElapsedTime(started).TotalSeconds)}");
        }

        return run;

        void Report(long sent)
        {
            var seconds = context.Clock.GetElapsedTime(started).TotalSeconds;
            var rate = seconds > 0 ? sent / seconds : 0;
            board.Report("upload", new(sent, total, "bytes", EtaSeconds: rate > 0 ? (total - sent) / rate : null, BytesPerSecond: rate));
        }
    }

    /// <summary>Writes the counts, and the first rows that were refused.</summary>
    public static void WriteImport(this IAnsiConsole console, PredictionSource source, ImportResult result)
    {
        var counts = result.Counts;
        var refused = counts.Unknown + counts.Duplicate + counts.Invalid;
        console.Fact("imported", $"{Readable.Count(counts.Accepted)} predictions of {result.Model ?? source.Model} for {source.Dataset}{(result.Task is null ? "" : $" ({result.Task})")}");
        if (refused == 0)
        {
            return;
        }

        console.Fact("refused", $"{Readable.Count(refused)} rows: {Readable.Count(counts.Unknown)} about items that are not there, {Readable.Count(counts.Duplicate)} duplicate, {Readable.Count(counts.Invalid)} invalid");
        foreach (var refusal in result.Refusals.Take(MaxRefusals))
        {
            console.Line($"  {refusal.Name}: {refusal.Reason} ({refusal.Code})");
        }

        if (result.Refusals.Count > MaxRefusals)
        {
            console.Line($"  … and {Readable.Count(refused - MaxRefusals)} more; --json shows {Readable.Count(result.Refusals.Count)} of them");
        }
    }
}

using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary>Follows a run on the progress board.</summary>
public static class RunWatch
{
    /// <summary>Waits for the run to end, showing its progress under <paramref name="row"/>.</summary>
    public static Task<RunStatus> FollowAsync(
        this WinnowClient client, string kind, RunStatus run, string row, ProgressBoard board, CancellationToken cancellationToken) =>
        client.WaitAsync(kind, run, status => board.Report(row, Reading(status, UnitOf(kind))), cancellationToken);

    /// <summary>Writes the id of a run that nobody waits for.</summary>
    public static int WriteStarted(this CommandContext context, RunStatus run)
    {
        context.Console.Result.Line($"{run.Kind} {run.Id}: {run.Status}");
        context.Console.WriteJson(run);
        return ExitCodes.Success;
    }

    private static string UnitOf(string kind) => kind == RunKind.Benchmarks ? "evaluations" : "items";

    private static ProgressReading Reading(RunStatus status, string unit) => status.Progress is { } progress
        ? new(progress.Done, progress.Total, unit, progress.ItemsPerSecond, progress.EtaSeconds, Remark: progress.Failed > 0 ? $"{Readable.Count(progress.Failed)} failed" : progress.Stage)
        : new(0, 0, unit, Remark: status.Status);
}

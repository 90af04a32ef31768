using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Push;

/// <summary>Waits until the intake of a dataset has taken everything that was dropped.</summary>
public sealed class IntakeWaiter(WinnowClient client, TimeProvider clock)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(3);

    /// <summary>Polls the dataset until it has ingested so many files more than before.</summary>
    /// <param name="dataset">The dataset; it may not exist before its first file was seen.</param>
    /// <param name="before">Its counts before the files were dropped.</param>
    /// <param name="drops">How many files were dropped.</param>
    /// <param name="report">Told at every poll.</param>
    /// <param name="cancellationToken">Stops waiting; the intake goes on.</param>
    /// <returns>The dataset; null when nothing was dropped and there is none of that name.</returns>
    /// <exception cref="CliException">Nothing happened for three minutes although files are missing.</exception>
    public async Task<Dataset?> WaitAsync(
        string dataset, IngestCounts before, long drops, Action<ProgressReading> report, CancellationToken cancellationToken)
    {
        var (started, lastChange, lastSeen) = (clock.GetTimestamp(), clock.GetTimestamp(), "");
        while (true)
        {
            var found = await client.FindDatasetAsync(dataset, cancellationToken);
            var counts = found?.Totals?.Counts ?? new();
            var taken = counts.Drops - before.Drops;
            var isDone = found is null ? drops == 0 : taken >= drops && found.Intake is null or { PendingDrops: 0 };
            if (isDone)
            {
                return found;
            }

            var seen = $"{counts}{found?.Intake}";
            if (seen != lastSeen)
            {
                (lastSeen, lastChange) = (seen, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(lastChange) > IdleLimit)
            {
                throw new CliException("intake-stalled",
                    $"The intake of '{dataset}' has taken {taken} of {drops} files and has done nothing for {IdleLimit.TotalMinutes:0} minutes. Look at the app's log.");
            }

            report(Reading(counts, before, taken, drops, clock.GetElapsedTime(started).TotalSeconds));
            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    private static ProgressReading Reading(IngestCounts counts, IngestCounts before, long taken, long drops, double seconds)
    {
        var items = counts.Items - before.Items;
        var eta = taken > 0 ? (drops - taken) * seconds / taken : (double?)null;
        return new(Math.Max(0, taken), drops, "files", EtaSeconds: eta, Remark: $"{Readable.Count(items)} items  {Readable.Rate(seconds > 0 ? items / seconds : 0)} items/s");
    }
}

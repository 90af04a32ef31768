using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.Local.TaskHub;

namespace Winnow.Local.Tests.TaskHub;

/// <summary>Kills the process of a hub (SIGKILL) at random moments of a run with fan-out, timers and sub-orchestrations.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Kills = 22;
    private const int Groups = 60;
    private const int PerGroup = 100;

    /// <summary>Activities that run at once in the host, and those whose result may be on its way to the disk.</summary>
    private const int MaxRepeatsPerKill = 8 + 256;

    private readonly string folder = Directory.CreateTempSubdirectory("winnow-crash-").FullName;

    [Fact]
    public async Task Kill9_AtRandomMoments_LosesNothingAndRepeatsOnlyWhatRan()
    {
        var random = new Random(20261123);
        var recorded = new HashSet<int>();
        var repeatedAfterRecord = new List<int>();
        var journalRead = 0;

        for (var kill = 0; kill < Kills; kill++)
        {
            var moment = (Executions: random.Next(0, 100), Delay: TimeSpan.FromMilliseconds(random.Next(0, 25)));
            Assert.False(await RunAsync(moment), $"The run ended before kill {kill}.");
            var executed = Journal();
            repeatedAfterRecord.AddRange(executed.Skip(journalRead).Where(recorded.Contains));
            journalRead = executed.Count;
            recorded.UnionWith(executed.Except(Pending()));
        }

        Assert.True(await RunAsync(kill: null));

        var all = Journal();
        repeatedAfterRecord.AddRange(all.Skip(journalRead).Where(recorded.Contains));
        Assert.Equal(Enumerable.Range(0, Groups * PerGroup), all.Distinct().Order());
        Assert.Empty(repeatedAfterRecord);
        Assert.NotEmpty(recorded);
        Assert.InRange(all.Count - (Groups * PerGroup), 0, Kills * MaxRepeatsPerKill);
        Assert.Equal((long)Groups * PerGroup * ((Groups * PerGroup) - 1) / 2, await OutputAsync());
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Runs the host, and kills it some time after a number of further executions.</summary>
    /// <returns>Whether it came to its end.</returns>
    private async Task<bool> RunAsync((int Executions, TimeSpan Delay)? kill)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "Winnow.Local.CrashHost.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", host, "hub", folder, $"{Groups}", $"{PerGroup}"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        Assert.Equal("running", await process.StandardOutput.ReadLineAsync());
        if (kill is { } moment)
        {
            var enough = Journal().Count + moment.Executions;
            while (!process.HasExited && Journal().Count < enough)
            {
                await Task.Delay(1);
            }

            await Task.Delay(moment.Delay);
            process.Kill();
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    /// <summary>The activities that were executed so far, in order; the last line may have been cut by the kill.</summary>
    private List<int> Journal()
    {
        using var file = new FileStream(Path.Combine(folder, "executions.txt"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var text = new StreamReader(file).ReadToEnd();
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line))];
    }

    /// <summary>The activities that the hub holds no result of.</summary>
    private HashSet<int> Pending()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "hub.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT CAST(input AS INTEGER) FROM activities";
        using var rows = command.ExecuteReader();
        var pending = new HashSet<int>();
        while (rows.Read())
        {
            pending.Add(rows.GetInt32(0));
        }

        return pending;
    }

    private async Task<long> OutputAsync()
    {
        var options = new TaskHubOptions { Path = Path.Combine(folder, "hub.db") };
        await using var hub = new TaskHubService(options, new TaskHubRegistry(), NullLoggerFactory.Instance, TimeProvider.System);
        return (await hub.Client.GetInstanceAsync("all", getInputsAndOutputs: true))!.ReadOutputAs<long>();
    }
}

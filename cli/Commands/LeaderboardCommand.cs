using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow leaderboard</c>: where the models of a benchmark stand, and its earlier runs.</summary>
public static class LeaderboardCommand
{
    private const int MaxLimit = 999;
    private static readonly Argument<string> Benchmark = new("name") { Description = "Name of the benchmark, as its suite says." };
    private static readonly Option<int> Limit = new("--limit") { Description = "At most so many earlier runs.", DefaultValueFactory = _ => 10 };

    public static Command Create()
    {
        var command = new Command("leaderboard", "The boards of the newest run of a benchmark, and who was first in earlier runs; the exit code is 100 when a gate of the newest failed.")
        {
            Benchmark, Limit,
        };
        command.AddApi();
        command.WithExamples("winnow leaderboard nightly", "winnow leaderboard nightly --limit 3 --json");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (name, limit) = (context.Parsed.GetRequiredValue(Benchmark), context.Parsed.GetValue(Limit));
        if (limit is < 0 or > MaxLimit)
        {
            throw new CliException("invalid-limit", $"--limit is {limit}; it must be from 0 to {MaxLimit}.");
        }

        var runs = await context.Client.ListLeaderboardAsync(name, limit + 1, cancellationToken);
        var newest = runs.Count > 0 ? runs[0] : throw new CliException("no-runs", $"No run of the benchmark '{name}' has ended: winnow benchmark run starts one.");
        var leaderboard = await context.Client.GetLeaderboardAsync(newest.Run, cancellationToken);
        context.Console.Result.Line($"run {newest.Run}, {Time(newest)}, suite {Readable.Cut(newest.Hash, 13)}");
        context.Console.Result.WriteBoards(leaderboard.Deserialize<BenchmarkResult>(Json.Compact)!.Boards);
        WriteEarlier(context, [.. runs.Skip(1)]);
        context.Console.Result.Fact("leaderboard", context.Client.LeaderboardAddress(newest.Run, "html").AbsoluteUri);
        context.Console.WriteJson(new { Value = runs, Newest = leaderboard });
        return Gates.ExitCode(newest.HasPassed);
    }

    private static void WriteEarlier(CommandContext context, List<LeaderboardEntry> runs)
    {
        if (runs.Count == 0)
        {
            return;
        }

        var table = Tables.Create("earlier run", "at", "suite", "dataset", "first", "metric", "score>", "interval");
        foreach (var (run, board) in runs.SelectMany(run => run.Boards.Select(board => (run, board))))
        {
            var first = board.Tied > 1 ? $"{board.Model} and {board.Tied - 1} tied" : board.Model;
            table.AddTextRow(
                run.Run, Time(run), Readable.Cut(run.Hash, 13), board.Split is null ? board.Dataset : $"{board.Dataset}, {board.Split}", first, board.Metric, Figures.Number(board.Score),
                Figures.Range(board.Low, board.High));
        }

        context.Console.Result.Write(table);
    }

    private static string Time(LeaderboardEntry run) => run.CreatedAt?.ToString("u", CultureInfo.InvariantCulture) ?? "at an unknown time";
}

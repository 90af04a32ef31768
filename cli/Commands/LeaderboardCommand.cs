using System.CommandLine;
using System.Globalization;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow leaderboard</c>: where the models of a benchmark stand, and its earlier runs.</summary>
public static class LeaderboardCommand
{
    private static readonly Argument<string> Benchmark = new("name") { Description = "Name of the benchmark, as its suite says." };
    private static readonly Option<int> Limit = new("--limit") { Description = "At most so many earlier runs.", DefaultValueFactory = _ => 10 };

    public static Command Create()
    {
        var command = new Command("leaderboard", "The boards of the newest run of a benchmark, and what its earlier runs came to; the exit code is 100 when a gate of the newest failed.") { Benchmark, Limit };
        command.AddApi();
        command.WithExamples("winnow leaderboard nightly", "winnow leaderboard nightly --limit 3 --json");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var name = context.Parsed.GetRequiredValue(Benchmark);
        var limit = context.Parsed.GetValue(Limit);
        if (limit < 0)
        {
            throw new CliException("invalid-limit", $"--limit is {limit}; it must be at least 0.");
        }

        var entries = await context.Client.ListLeaderboardAsync(name, cancellationToken);
        if (entries.Count == 0)
        {
            throw new CliException("no-runs", $"The benchmark '{name}' has no run that has ended: winnow benchmark run starts one.");
        }

        var newest = entries[0];
        context.Console.Result.Line($"run {newest.Run}, {Time(newest)}, suite {Readable.Cut(newest.Hash, 13)}");
        context.Console.Result.WriteBoards(newest.Boards);
        WriteEarlier(context, [.. entries.Skip(1).Take(limit)]);
        context.Console.Result.Fact("leaderboard", context.Client.LeaderboardAddress(newest.Run, "html").AbsoluteUri);
        context.Console.WriteJson(new { Value = entries.Take(limit + 1) });
        return Gates.ExitCode(newest.HasPassed);
    }

    private static void WriteEarlier(CommandContext context, List<LeaderboardEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var table = Tables.Create("earlier run", "at", "suite", "board", "first", "score>", "interval");
        foreach (var (entry, board) in entries.SelectMany(entry => entry.Boards.Select(board => (entry, board))))
        {
            var first = board.Rows is [var row, ..] ? row : null;
            table.AddTextRow(entry.Run, Time(entry), Readable.Cut(entry.Hash, 13), BoardText.Title(board), first?.Model, Figures.Number(first?.Score), Figures.Range(first?.Low, first?.High));
        }

        context.Console.Result.Write(table);
    }

    private static string Time(LeaderboardEntry entry) => entry.CreatedAt?.ToString("u", CultureInfo.InvariantCulture) ?? "at an unknown time";
}

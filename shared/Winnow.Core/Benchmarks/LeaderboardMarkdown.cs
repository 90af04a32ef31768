using System.Globalization;
using System.Text;
using Winnow.Core.Evaluations.Report;

namespace Winnow.Core.Benchmarks;

/// <summary>A leaderboard as Markdown, for a README or the comment of a pull request: a table per board, then the gates that failed.</summary>
/// <remarks>What comes from outside is escaped, and stays in its cell. Further metrics have columns as long as there are no more than eight.</remarks>
public static class LeaderboardMarkdown
{
    private const int MaxMetrics = 8;
    private const string Special = "\\`*_[]<>|~&#";

    /// <summary>Writes the document.</summary>
    public static string Write(Leaderboard leaderboard)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {Escape(leaderboard.Name)}\n\n");
        if (leaderboard.Description is { } description)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Escape(description)}\n\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{BoardWords.Gates(leaderboard)} Run `{leaderboard.Id}`, {BoardWords.Time(leaderboard.CreatedAt)}, benchmark `{BoardWords.ShortHash(leaderboard)}`.\n");
        foreach (var board in leaderboard.Boards)
        {
            Write(text, board);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Board board)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {Escape(BoardWords.Title(board))}\n\n{Escape(BoardWords.Ranking(board))}\n\n");
        var others = BoardWords.OtherMetrics(board).Take(MaxMetrics + 1).ToList();
        var shown = others.Count > MaxMetrics ? [] : others;
        Row(text, ["rank", "entry", board.Metric, "interval", "behind", "items", "gates", .. shown]);
        text.Append("| ---: | --- |").Insert(text.Length, " ---: |", 5 + shown.Count).Append('\n');
        foreach (var row in board.Rows)
        {
            Row(text,
            [
                $"{row.Rank}{(row.IsTied ? "=" : "")}", $"{row.Model}{(row.IsBaseline ? ", baseline" : "")}", Show.Value(board.Metric, row.Score), BoardWords.Range(board, row),
                BoardWords.Gap(board, row), Show.Count(row.Items), BoardWords.Gates(row), .. shown.Select(name => Show.Value(name, row.Metrics.GetValueOrDefault(name))),
            ]);
        }

        foreach (var (row, gate) in BoardWords.Failed(board))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {Escape(row.Model)} fails {Escape(gate.Rule)}: {Escape(gate.Reason)}");
        }

        text.Append(BoardWords.Failed(board).Any() ? "\n" : "");
        foreach (var note in board.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{Escape(note)}\n");
        }
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");

    /// <summary>Text that Markdown takes as it is, on one line.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            escaped.Append(Special.Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }
}

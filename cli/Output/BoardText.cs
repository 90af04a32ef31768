using Spectre.Console;
using Winnow.Cli.Api;

namespace Winnow.Cli.Output;

/// <summary>The boards of a benchmark for people: a table each, and the gates that failed.</summary>
public static class BoardText
{
    private const int MaxOtherMetrics = 2;

    public static void WriteBoards(this IAnsiConsole console, IEnumerable<BenchmarkBoard> boards)
    {
        foreach (var board in boards)
        {
            console.Line($"{Title(board)}, by {board.Metric}");
            console.Write(RowsTable(board));
            foreach (var row in board.Rows)
            {
                foreach (var gate in row.Gates.Where(gate => !gate.HasPassed))
                {
                    console.Fact("gate failed", $"{row.Model}: {gate.Rule}: {gate.Reason}");
                }
            }

            foreach (var note in board.Notes)
            {
                console.Fact("note", note);
            }
        }
    }

    /// <summary>Dataset, version and split of a board: <c>digits@0123456789ab, split test</c>.</summary>
    public static string Title(BenchmarkBoard board) =>
        $"{board.Dataset}{(board.Version is null ? "" : $"@{board.Version}")}{(board.Split is null ? "" : $", split {board.Split}")}";

    /// <summary>The rank, with <c>=</c> when others share it.</summary>
    public static string Rank(BoardRow row) => row.Rank is { } rank ? $"{rank}{(row.IsTied ? "=" : "")}" : Figures.None;

    /// <summary>The model, and whether it is the baseline.</summary>
    public static string Name(BoardRow row) => row.IsBaseline ? $"{row.Model}, baseline" : row.Model;

    /// <summary>How far the model is behind: <c>-0.0441 [-0.0512, -0.0370]</c>; empty of the first.</summary>
    public static string Behind(BoardRow row) =>
        row.Gap is { } gap ? $"{Figures.Difference(gap.Difference)} {Figures.DifferenceRange(gap.Interval)}".TrimEnd() : "";

    /// <summary>The first metrics of a board beside the one that ranks.</summary>
    public static IReadOnlyList<string> OtherMetrics(BenchmarkBoard board) =>
        [.. board.Rows.SelectMany(row => row.Metrics.Keys).Distinct().Where(name => name != board.Metric).Take(MaxOtherMetrics)];

    private static Table RowsTable(BenchmarkBoard board)
    {
        var others = OtherMetrics(board);
        var table = Tables.Create(["rank>", "model", $"{board.Metric}>", "interval", "behind", "gates", .. others.Select(name => $"{name}>")]);
        foreach (var row in board.Rows)
        {
            table.AddTextRow([
                Rank(row), Name(row), Figures.Number(row.Score), Figures.Range(row.Low, row.High), Behind(row), Gates.Count(row.Gates),
                .. others.Select(name => Figures.Number(row.Metrics.GetValueOrDefault(name)))]);
        }

        return table;
    }
}

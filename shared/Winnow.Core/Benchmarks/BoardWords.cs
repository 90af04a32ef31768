using System.Globalization;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Report;
using Winnow.Core.Statistics;

namespace Winnow.Core.Benchmarks;

/// <summary>What the page and the Markdown of a leaderboard say in the same words.</summary>
internal static class BoardWords
{
    private const int HashDigits = 12;

    /// <summary>The data in short.</summary>
    public static string Title(Board board)
    {
        string?[] parts = [board.Dataset, board.Split is { } split ? $"split {split}" : null, .. Conditions(board.Query)];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>How the board is ranked.</summary>
    public static string Ranking(Board board) =>
        $"Version {board.Version}. Ranked by {board.Metric}, {(board.IsHigherBetter ? "higher" : "lower")} is better, with {Show.Level(board.Level)} confidence intervals.";

    /// <summary>All metrics but the one that ranks, in the order of the reports.</summary>
    public static IEnumerable<string> OtherMetrics(Board board) => board.Rows.SelectMany(row => row.Metrics.Keys).Distinct().Where(name => name != board.Metric);

    public static Interval? IntervalOf(Board board, BoardRow row) => row is { Low: { } low, High: { } high } ? new(low, high, board.Level, "") : null;

    public static string Range(Board board, BoardRow row) => Show.Range(IntervalOf(board, row), MetricScale.IsShare(board.Metric, row.Score));

    /// <summary>How far the row is behind; empty of the first.</summary>
    public static string Gap(Board board, BoardRow row)
    {
        var isShare = MetricScale.IsShare(board.Metric, row.Score);
        return row.Gap is { } gap ? $"{Show.Difference(gap.Difference, isShare)} {Show.DifferenceRange(gap.Interval, isShare)}".TrimEnd() : "";
    }

    /// <summary>How the gates of a row went; empty without gates.</summary>
    public static string Gates(BoardRow row) => row.Gates.Count == 0 ? "" : Gates(row.Gates);

    /// <summary>How all gates went.</summary>
    public static string Gates(Leaderboard leaderboard)
    {
        var gates = leaderboard.Boards.SelectMany(board => board.Rows).SelectMany(row => row.Gates).ToList();
        return gates.Count == 0 ? "No gates." : $"Gates: {Gates(gates)}.";
    }

    /// <summary>The gates that failed on a board, with whose they are.</summary>
    public static IEnumerable<(BoardRow Row, GateOutcome Gate)> Failed(Board board) =>
        board.Rows.SelectMany(row => row.Gates.Where(gate => !gate.HasPassed).Select(gate => (row, gate)));

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string ShortHash(Leaderboard leaderboard) => leaderboard.Hash[..Math.Min(HashDigits, leaderboard.Hash.Length)];

    private static string Gates(IReadOnlyList<GateOutcome> gates)
    {
        var failed = gates.Count(gate => !gate.HasPassed);
        return failed == 0 ? $"{Show.Count(gates.Count)} passed" : $"{Show.Count(failed)} of {Show.Count(gates.Count)} failed";
    }

    private static IEnumerable<string?> Conditions(EvaluationQuery? query) =>
    [
        query?.Label is { } label ? $"label {label}" : null, query?.NamePrefix is { } prefix ? $"names {prefix}…" : null,
        .. (query?.Metadata ?? new Dictionary<string, string>()).Select(pair => $"{pair.Key} = {pair.Value}"),
    ];
}

using Winnow.Cli.Api;

namespace Winnow.Cli.Output;

/// <summary>The gates of a dataset in a run, as a CI server shows them: a suite of tests.</summary>
/// <param name="Name">The dataset, and the split where there is one.</param>
/// <param name="Run">Id of the run that is judged.</param>
/// <param name="StartedAt">When it was asked for; null when the app does not say.</param>
/// <param name="Seconds">The part of its time that is this suite's.</param>
/// <param name="Cases">A case per gate.</param>
public sealed record JUnitSuite(string Name, string Run, DateTimeOffset? StartedAt, double Seconds, IReadOnlyList<JUnitCase> Cases)
{
    /// <summary>The suite of an evaluation or a comparison.</summary>
    public static JUnitSuite Of(RunStatus run, string? dataset, string? model, string? split, IReadOnlyList<GateOutcome> gates)
    {
        var name = NameOf(dataset ?? "dataset", split);
        return new(name, run.Id, run.CreatedAt, run.Seconds, [.. gates.Select(gate => new JUnitCase($"{name}/{model ?? "model"}", gate))]);
    }

    /// <summary>The suites of a benchmark, one per board; they share its time by their cases.</summary>
    public static IReadOnlyList<JUnitSuite> Of(RunStatus run, BenchmarkResult result)
    {
        var boards = result.Boards.Select(board => (Name: NameOf(board.Dataset, board.Split), Cases: CasesOf(board))).ToList();
        var seconds = run.Seconds / Math.Max(1, boards.Sum(board => board.Cases.Count));
        return [.. boards.Select(board => new JUnitSuite(board.Name, run.Id, run.CreatedAt, seconds * board.Cases.Count, board.Cases))];
    }

    private static List<JUnitCase> CasesOf(BenchmarkBoard board) =>
        [.. board.Rows.SelectMany(row => row.Gates.Select(gate => new JUnitCase($"{NameOf(board.Dataset, board.Split)}/{row.Model}", gate)))];

    private static string NameOf(string dataset, string? split) => split is null ? dataset : $"{dataset}/{split}";
}

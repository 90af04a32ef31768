using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary>An evaluation held against a baseline and gates: what <c>winnow compare</c> and <c>winnow gate</c> share.</summary>
/// <param name="context">The command.</param>
/// <param name="files">The files that it writes.</param>
public sealed class Judgement(CommandContext context, CiFiles files)
{
    private readonly ProgressBoard board = new(context.Console, context.Clock);

    /// <summary>The evaluation; one that has not ended is waited for.</summary>
    public async Task<RunStatus> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var run = await context.Client.GetRunAsync(RunKind.Evaluations, id, cancellationToken);
        run = await context.Client.FollowAsync(RunKind.Evaluations, run, "evaluate", board, cancellationToken);
        board.Close();
        return run;
    }

    /// <summary>Has the app compare and judge; without a baseline it judges the run alone.</summary>
    public async Task<RunStatus> CompareAsync(RunStatus evaluation, string? baseline, IReadOnlyList<string>? rules, CancellationToken cancellationToken)
    {
        var request = new CompareRequest(evaluation.Id, baseline, rules)
        {
            Level = context.Parsed.GetValue(GateOptions.Level),
            Resamples = context.Parsed.GetValue(GateOptions.Resamples),
            Seed = context.Parsed.GetValue(GateOptions.Seed),
        };
        var run = await context.Client.StartComparisonAsync(request, cancellationToken);
        run = await context.Client.FollowAsync(RunKind.Comparisons, run, "compare", board, cancellationToken);
        board.Close();
        return run;
    }

    /// <summary>Writes the report's address, the files and the JSON; the exit code is 100 when a gate failed.</summary>
    public int Finish(RunStatus evaluation, RunStatus comparison)
    {
        var (scores, result) = (evaluation.ReadResult<EvaluationResult>(), comparison.ReadResult<ComparisonResult>());
        var report = context.Client.ReportAddress(evaluation.Id, "html");
        context.Console.Result.Fact("report", report.AbsoluteUri);
        var suite = JUnitSuite.Of(comparison, result.Dataset, result.Model, scores.Split, result.Gates) with { Run = evaluation.Id };
        files.Write([suite], MarkdownSummary.Of(result, scores, report));
        context.Console.WriteJson(new { comparison.Id, comparison.Status, comparison.Result, Report = report });
        return Gates.ExitCode(result.Gates);
    }
}

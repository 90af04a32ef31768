using System.CommandLine;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow compare</c>: holds an evaluation against another of the same items.</summary>
public static class CompareCommand
{
    private static readonly Argument<string> Run = new("run") { Description = "Id of the evaluation." };
    private static readonly Option<string> Baseline = new("--baseline", "-b") { Description = "Id of the evaluation that it is compared with.", HelpName = "run", Required = true };

    public static Command Create()
    {
        var command = new Command("compare", "Compare an evaluation with another of the same items: paired, metric by metric.") { Run, Baseline, GateOptions.Rules };
        command.AddResampling();
        CiFiles.AddTo(command);
        command.AddApi();
        command.WithExamples(
            "winnow compare 7c1e… --baseline 0f3a…",
            "winnow compare 7c1e… --baseline 0f3a… --gate \"accuracy >= baseline - 0.01\" --level 0.99 --json");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var judgement = new Judgement(context, CiFiles.Of(context.Parsed));
        var evaluation = await judgement.ReadAsync(context.Parsed.GetRequiredValue(Run), cancellationToken);
        var rules = GateOptions.Given(context.Parsed.GetValue(GateOptions.Rules));
        var comparison = await judgement.CompareAsync(evaluation, context.Parsed.GetRequiredValue(Baseline), rules, cancellationToken);
        context.Console.Result.WriteComparison(comparison.ReadResult<ComparisonResult>());
        return judgement.Finish(evaluation, comparison);
    }
}

using System.CommandLine;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow gate</c>: passes or fails an evaluation that is done.</summary>
public static class GateCommand
{
    private static readonly Argument<string> Run = new("run") { Description = "Id of the evaluation; one that has not ended is waited for." };
    private static readonly Option<string?> Baseline = new("--baseline", "-b") { Description = "Id of the evaluation to compare with. Default: the one that the run was compared with, if any.", HelpName = "run" };
    private static readonly Option<string?> RulesFile = new("--file", "-f") { Description = "A file of rules: one per line, or a YAML list; # begins a comment.", HelpName = "file" };

    public static Command Create()
    {
        var command = new Command("gate", "Hold an evaluation against rules; the exit code is 100 when one fails. Without rules: those that it was started with.")
        {
            Run, GateOptions.Rules, RulesFile, Baseline,
        };
        command.AddResampling();
        CiFiles.AddTo(command);
        command.AddApi();
        command.WithExamples(
            "winnow gate 7c1e… --gate \"accuracy.low >= 0.97\"",
            "winnow gate 7c1e… --baseline 0f3a… --file gates.yaml --junit gates.xml --summary \"$GITHUB_STEP_SUMMARY\"",
            "winnow gate 7c1e…                          again, by the rules that it was started with");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var given = ReadRules(context.Parsed);
        var judgement = new Judgement(context, CiFiles.Of(context.Parsed));
        var evaluation = await judgement.ReadAsync(context.Parsed.GetRequiredValue(Run), cancellationToken);
        var result = evaluation.ReadResult<EvaluationResult>();
        var rules = given.Count > 0 ? given : [.. result.Gates.Select(gate => gate.Rule)];
        if (rules.Count == 0)
        {
            throw new CliException("no-gates", $"The evaluation '{evaluation.Id}' was started without gates. Pass rules with --gate or --file.");
        }

        var comparison = await judgement.CompareAsync(evaluation, context.Parsed.GetValue(Baseline) ?? result.Baseline?.Run, rules, cancellationToken);
        context.Console.Result.WriteGates(comparison.ReadResult<ComparisonResult>().Gates);
        return judgement.Finish(evaluation, comparison);
    }

    private static List<string> ReadRules(ParseResult parsed) =>
        [.. parsed.GetValue(GateOptions.Rules) ?? [], .. parsed.GetValue(RulesFile) is { } file ? GateFile.Read(file) : []];
}

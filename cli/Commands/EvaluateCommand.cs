using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow evaluate</c>: scores a model on a dataset.</summary>
public static class EvaluateCommand
{
    private static readonly Argument<string> DatasetName = new("dataset") { Description = "The dataset." };
    private static readonly Option<string?> ModelName = new("--model", "-m") { Description = "name or name@version. Default: the policy's.", HelpName = "model" };
    private static readonly Option<string?> Split = new("--split") { Description = "Only items of this split." };
    private static readonly Option<string[]> Metrics = new("--metrics")
    {
        Description = "Which metrics. Default: all of the model's task.",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string[]> Gates = new("--gate")
    {
        Description = "A rule such as \"accuracy >= 0.98\"; may be repeated. The exit code is 100 when one fails.",
        HelpName = "rule",
    };
    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Start the run and return its id." };
    private static readonly Option<string?> IdempotencyKey = new("--idempotency-key") { Description = "The same key is the same run, however often it is asked for.", HelpName = "key" };

    public static Command Create()
    {
        var command = new Command("evaluate", "Score a model on a dataset's ground truth, and make a report.")
        {
            DatasetName, ModelName, Split, Metrics, Gates, NoWait, IdempotencyKey,
        };
        command.AddApi();
        command.WithExamples("winnow evaluate scans", "winnow evaluate digits --model digits-cnn@1 --split test --metrics accuracy", "winnow evaluate digits --gate \"accuracy >= 0.98\" --json");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (client, parsed) = (context.Client, context.Parsed);
        var dataset = parsed.GetRequiredValue(DatasetName);
        var model = parsed.GetValue(ModelName) ?? (await client.GetDatasetAsync(dataset, cancellationToken)).Policy.Model
            ?? throw new CliException("no-model", $"The policy of '{dataset}' names no model. Pass one with --model.");
        var request = new EvaluateRequest(dataset, model, parsed.GetValue(Split), Given(parsed.GetValue(Metrics)), Given(parsed.GetValue(Gates)));
        var run = await client.StartEvaluationAsync(request, parsed.GetValue(IdempotencyKey), cancellationToken);
        if (parsed.GetValue(NoWait))
        {
            context.Console.Result.Line($"evaluation {run.Id}: {run.Status}");
            context.Console.WriteJson(run);
            return ExitCodes.Success;
        }

        var board = new ProgressBoard(context.Console, context.Clock);
        run = await client.FollowAsync(RunKind.Evaluations, run, "evaluate", board, cancellationToken);
        board.Close();
        WriteResult(context, run);
        return GatesOf(run).Any(gate => !gate.GetProperty("hasPassed").GetBoolean()) ? ExitCodes.GateFailed : ExitCodes.Success;
    }

    private static string[]? Given(string[]? values) => values is { Length: > 0 } ? values : null;

    private static List<JsonElement> GatesOf(RunStatus run) =>
        run.Result?.Member("gates") is { ValueKind: JsonValueKind.Array } gates ? [.. gates.EnumerateArray()] : [];

    private static void WriteResult(CommandContext context, RunStatus run)
    {
        foreach (var (name, value) in ScalarMetrics(run.Result))
        {
            context.Console.Result.Line($"{name,-22} {value.ToString("0.####", CultureInfo.InvariantCulture)}");
        }

        foreach (var gate in GatesOf(run))
        {
            context.Console.Result.Line($"{(gate.GetProperty("hasPassed").GetBoolean() ? "gate passed" : "gate failed"),-22} {gate.Text("rule")}: {gate.Text("reason")}");
        }

        var report = context.Client.ReportAddress(run.Id, "html");
        context.Console.Result.Line($"{"report",-22} {report}");
        context.Console.WriteJson(new { run.Id, run.Status, run.Result, Report = report });
    }

    /// <summary>The metrics that are single numbers.</summary>
    internal static IReadOnlyDictionary<string, double> ScalarMetrics(JsonElement? result) =>
        result?.Member("metrics") is not { ValueKind: JsonValueKind.Object } metrics
            ? new Dictionary<string, double>()
            : metrics.EnumerateObject().Where(metric => metric.Value.ValueKind == JsonValueKind.Number).ToDictionary(metric => metric.Name, metric => metric.Value.GetDouble());
}

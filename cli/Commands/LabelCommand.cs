using System.CommandLine;
using System.Text.Json;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow label</c>: runs a model over a dataset.</summary>
public static class LabelCommand
{
    private static readonly Argument<string> DatasetName = new("dataset") { Description = "The dataset." };
    private static readonly Option<string?> ModelName = new("--model", "-m") { Description = "name or name@version. Default: the policy's.", HelpName = "model" };
    private static readonly Option<double?> MinimumConfidence = new("--minimum-confidence") { Description = "Predictions from here on become pseudo-labels, 0 to 1. Default: what the policy says." };
    private static readonly Option<bool> OnlyMissing = new("--only-missing") { Description = "Leave alone what this model has labelled." };
    private static readonly Option<string?> Calibration = new("--calibration") { Description = "Go by this calibration. Default: learn a new one, if the policy promises a precision.", HelpName = "id" };
    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Start the run and return its id." };
    private static readonly Option<string?> IdempotencyKey = new("--idempotency-key") { Description = "The same key is the same run, however often it is asked for.", HelpName = "key" };

    public static Command Create()
    {
        var command = new Command("label", "Run a model over a dataset: predictions, and pseudo-labels of those that the policy accepts.")
        {
            DatasetName, ModelName, MinimumConfidence, OnlyMissing, Calibration, NoWait, IdempotencyKey,
        };
        command.AddApi();
        command.WithExamples("winnow label scans", "winnow label scans --model ppocr-latin@1 --minimum-confidence 0.8", "winnow label scans --only-missing --json");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parsed = context.Parsed;
        var request = new LabelRequest(
            parsed.GetRequiredValue(DatasetName), parsed.GetValue(ModelName), parsed.GetValue(MinimumConfidence), parsed.GetValue(OnlyMissing),
            parsed.GetValue(Calibration));
        var run = await context.Client.StartLabellingAsync(request, parsed.GetValue(IdempotencyKey), cancellationToken);
        if (!parsed.GetValue(NoWait))
        {
            var board = new ProgressBoard(context.Console, context.Clock);
            run = await context.Client.FollowAsync(RunKind.Labellings, run, "label", board, cancellationToken);
            board.Close();
        }

        if (run.Result?.Text("warning") is { } warning) context.Console.Notes.Line(warning);
        context.Console.Result.Line(run.Result is { } result ? Describe(result) : $"labelling {run.Id}: {run.Status}");
        context.Console.WriteJson(run);
        return ExitCodes.Success;
    }

    private static string Describe(JsonElement result) =>
        $"{Readable.Count((long)(result.Number("labelled") ?? 0))} items labelled by {result.Text("model")} on {result.Text("provider") ?? "nothing"}, " +
        $"{Readable.Count((long)(result.Number("pseudoLabels") ?? 0))} pseudo-labels, {Readable.Count((long)(result.Number("failed") ?? 0))} failed; " +
        $"{Readable.Rate(result.Number("itemsPerSecond") ?? 0)} items/s, {Readable.Percent(result.Number("onnxShare") ?? 0, 0)} of the time in ONNX Runtime{(result.Text("calibration") is { } id ? $"; calibration {id}" : "")}";
}

using System.CommandLine;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow evaluate</c>: scores a model, or predictions that were made elsewhere, on a dataset.</summary>
public static class EvaluateCommand
{
    private static readonly Argument<string> DatasetName = new("dataset") { Description = "The dataset." };
    private static readonly Option<string?> ModelName = new("--model", "-m") { Description = "name or name@version. Default: the policy's.", HelpName = "model" };
    private static readonly Option<string?> Predictions = new("--predictions")
    {
        Description = "A file of predictions, or the address of a blob, that is brought to the dataset first; --model says whose they are.",
        HelpName = "file",
    };
    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Start the run and return its id." };
    private static readonly Option<string?> IdempotencyKey = new("--idempotency-key") { Description = "The same key is the same run, however often it is asked for.", HelpName = "key" };

    public static Command Create()
    {
        var command = new Command("evaluate", "Score a model on a dataset's ground truth, and make a report.") { DatasetName, ModelName };
        EvaluateOptions.AddTo(command);
        command.Options.Add(Predictions);
        PredictionOptions.AddTo(command);
        CiFiles.AddTo(command);
        command.Options.Add(NoWait);
        command.Options.Add(IdempotencyKey);
        command.AddApi();
        command.WithExamples(
            "winnow evaluate scans",
            "winnow evaluate digits --model digits-cnn@1 --split test --where source=tablet --slice-by metadata.colour",
            "winnow evaluate digits --predictions answers.jsonl --model my-cnn@3 --baseline 0f3a…",
            "winnow evaluate digits --gate \"accuracy >= 0.98\" --gate \"ece <= 0.05\" --junit gates.xml --summary \"$GITHUB_STEP_SUMMARY\"");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (client, parsed) = (context.Client, context.Parsed);
        var (dataset, key) = (parsed.GetRequiredValue(DatasetName), parsed.GetValue(IdempotencyKey));
        var predictions = ReadPredictions(parsed, dataset);
        var request = EvaluateOptions.Read(parsed, dataset, parsed.GetValue(ModelName));
        var files = CiFiles.Of(parsed);
        request = request.Model is null ? request with { Model = await PolicyModelAsync(client, dataset, cancellationToken) } : request;
        var board = new ProgressBoard(context.Console, context.Clock);
        var import = predictions is null ? null : await BringAsync(context, predictions, key, board, cancellationToken);
        var run = await client.StartEvaluationAsync(request, key, cancellationToken);
        if (parsed.GetValue(NoWait))
        {
            return context.WriteStarted(run);
        }

        run = await client.FollowAsync(RunKind.Evaluations, run, "evaluate", board, cancellationToken);
        board.Close();
        return Write(context, run, import, files);
    }

    private static async Task<string> PolicyModelAsync(WinnowClient client, string dataset, CancellationToken cancellationToken) =>
        (await client.GetDatasetAsync(dataset, cancellationToken)).Policy.Model
        ?? throw new CliException("no-model", $"The policy of '{dataset}' names no model. Pass one with --model.");

    private static async Task<RunStatus> BringAsync(
        CommandContext context, PredictionSource predictions, string? key, ProgressBoard board, CancellationToken cancellationToken)
    {
        var import = await context.ImportAsync(predictions, key, board, cancellationToken);
        context.Console.Notes.WriteImport(predictions, import.ReadResult<ImportResult>());
        return import;
    }

    private static PredictionSource? ReadPredictions(ParseResult parsed, string dataset)
    {
        if (parsed.GetValue(Predictions) is not { } file)
        {
            return PredictionOptions.AreGiven(parsed)
                ? throw new CliException("no-file", "--format, --vocabulary and --strict are about a file of predictions: name it with --predictions.")
                : null;
        }

        var model = parsed.GetValue(ModelName) ?? throw new CliException("no-model", $"Say whose predictions '{file}' holds: --model name@version.");
        return PredictionOptions.Read(parsed, dataset, model, file);
    }

    private static int Write(CommandContext context, RunStatus run, RunStatus? import, CiFiles files)
    {
        var result = run.ReadResult<EvaluationResult>();
        var report = context.Client.ReportAddress(run.Id, "html");
        context.Console.Result.WriteEvaluation(result);
        context.Console.Result.Fact("report", report.AbsoluteUri);
        files.Write([JUnitSuite.Of(run, result.Dataset, result.Model, result.Split, result.Gates)], MarkdownSummary.Of(result, report));
        context.Console.WriteJson(new { run.Id, run.Status, run.Result, Import = import?.Result, Report = report });
        return Gates.ExitCode(result.Gates);
    }
}

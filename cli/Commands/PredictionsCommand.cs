using System.CommandLine;
using System.Globalization;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow predictions</c>: brings predictions that were made elsewhere, and lists them.</summary>
public static class PredictionsCommand
{
    private static readonly Argument<string?> PredictionsFile = new("file") { Description = "JSONL, CSV, Parquet, or COCO results.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string> ListedDataset = new("dataset") { Description = "The dataset." };
    private static readonly Option<string> DatasetName = new("--dataset", "-d") { Description = "The dataset whose items they are about.", Required = true };
    private static readonly Option<string> ModelName = new("--model", "-m") { Description = "Whose predictions they are: name@version, of a model that is not registered.", HelpName = "model", Required = true };
    private static readonly Option<string?> From = new("--from") { Description = "Address of a blob that holds the file, instead of a file on this disk.", HelpName = "address" };
    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Start the import and return its id." };
    private static readonly Option<string?> IdempotencyKey = new("--idempotency-key") { Description = "The same key is the same import, however often it is asked for.", HelpName = "key" };

    public static Command Create()
    {
        var import = new Command("import", "Bring a file of predictions to a dataset. Rows that are refused do not stop the others.") { PredictionsFile, DatasetName, ModelName, From };
        PredictionOptions.AddTo(import);
        import.Options.Add(NoWait);
        import.Options.Add(IdempotencyKey);
        import.AddApi();
        import.WithExamples(
            "winnow predictions import answers.jsonl --dataset digits --model my-cnn@3",
            "winnow predictions import boxes.json --dataset street --model yolo@11 --format coco --vocabulary instances.json",
            "winnow predictions import --from https://account.blob.core.windows.net/runs/answers.parquet --dataset digits --model my-cnn@3 --strict");
        CommandContext.Bind(import, ImportAsync);
        var list = new Command("list", "The predictions that were brought to a dataset.") { ListedDataset };
        list.AddApi();
        list.WithExamples("winnow predictions list digits", "winnow predictions list digits --json");
        CommandContext.Bind(list, ListAsync);
        return new Command("predictions", "Bring predictions that were made elsewhere, and list them.") { import, list }
            .WithExamples("winnow predictions import answers.jsonl --dataset digits --model my-cnn@3", "winnow predictions list digits");
    }

    private static async Task<int> ImportAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var source = ReadSource(context.Parsed);
        var board = new ProgressBoard(context.Console, context.Clock);
        var key = context.Parsed.GetValue(IdempotencyKey);
        if (context.Parsed.GetValue(NoWait))
        {
            return context.WriteStarted(await PredictionImport.StartAsync(context, source, key, board, cancellationToken));
        }

        var run = await context.ImportAsync(source, key, board, cancellationToken);
        context.Console.Result.WriteImport(source, run.ReadResult<ImportResult>());
        context.Console.WriteJson(run);
        return ExitCodes.Success;
    }

    private static PredictionSource ReadSource(ParseResult parsed)
    {
        var (file, address) = (parsed.GetValue(PredictionsFile), parsed.GetValue(From));
        if ((file is null) == (address is null))
        {
            throw new CliException("no-file", "Name the predictions once: a file on this disk, or the address of a blob with --from.");
        }

        if (address is not null && PredictionOptions.AddressOf(address) is null)
        {
            throw new CliException("invalid-address", $"'{address}' is no address: write --from https://account.blob.core.windows.net/container/name.");
        }

        return PredictionOptions.Read(parsed, parsed.GetRequiredValue(DatasetName), parsed.GetRequiredValue(ModelName), (file ?? address)!);
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var dataset = context.Parsed.GetRequiredValue(ListedDataset);
        var predictions = (await context.Client.ListPredictionsAsync(dataset, cancellationToken)).Value;
        var table = Tables.Create("model", "task", "accepted>", "unknown>", "duplicate>", "invalid>", "imported", "run");
        foreach (var each in predictions)
        {
            table.AddTextRow(
                each.Model, each.Task, Readable.Count(each.Counts.Accepted), Readable.Count(each.Counts.Unknown), Readable.Count(each.Counts.Duplicate),
                Readable.Count(each.Counts.Invalid), each.ImportedAt?.ToString("u", CultureInfo.InvariantCulture), each.Run);
        }

        context.Console.Result.Write(table);
        if (predictions.Count == 0)
        {
            context.Console.Notes.Line($"Nobody has brought predictions to '{dataset}': winnow predictions import brings some.");
        }

        context.Console.WriteJson(new { Value = predictions });
        return ExitCodes.Success;
    }
}

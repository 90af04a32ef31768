using System.CommandLine;
using System.Text.Json;
using Winnow.Cli.Api;
using Winnow.Cli.Output;
using Winnow.Cli.Up;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow models</c>: the model registry.</summary>
public static class ModelsCommand
{
    private static readonly Argument<string> Files = new("path") { Description = "The model's folder: card.yaml, its ONNX files, and vocabularies and a sample when the card names them. Or a file of it, or a zip archive." };
    private static readonly Argument<string> ModelName = new("model") { Description = "name@version." };

    public static Command Create()
    {
        var list = new Command("list", "The registered models.");
        var add = new Command("add", "Upload a model and register it under the name and version of its card.") { Files, CommonOptions.Storage };
        var show = new Command("show", "One model and its card.") { ModelName };
        var check = new Command("check", "Run a model where the app runs, on the sample of its card, and compare.") { ModelName };
        var tune = new Command("tune", "Measure how a model runs fastest where the app runs (items per call, calls at once, threads), and keep it.") { ModelName };
        CommandContext.Bind(list, ListAsync);
        CommandContext.Bind(add, AddAsync);
        CommandContext.Bind(show, ShowAsync);
        CommandContext.Bind(check, CheckAsync);
        CommandContext.Bind(tune, TuneAsync);
        var command = new Command("models", "List, add, show, check and tune models.") { list, add, show, check, tune };
        foreach (var each in new[] { list, add, show, check, tune })
        {
            each.AddApi();
        }

        add.WithExamples("winnow models add models/digits-cnn/1", "winnow models add digits-cnn.zip --json");
        show.WithExamples("winnow models show digits-cnn@1");
        check.WithExamples("winnow models check digits-detector@1");
        tune.WithExamples("winnow models tune ppocr-latin@1", "winnow models tune digits-cnn@1 --json");
        return command.WithExamples("winnow models list", "winnow models add models/digits-cnn/1", "winnow models show digits-cnn@1 --json");
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var models = (await context.Client.ListModelsAsync(cancellationToken)).Value;
        var table = Tables.Create("model", "version", "task", "registered");
        foreach (var model in models)
        {
            table.AddTextRow(model.Name, model.Version, model.Task, model.RegisteredAt?.ToString("u", System.Globalization.CultureInfo.InvariantCulture));
        }

        context.Console.Result.Write(table);
        context.Console.WriteJson(new { Value = models });
        return ExitCodes.Success;
    }

    private static async Task<int> AddAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var files = ModelFolder.Open(context.Parsed.GetRequiredValue(Files));
        var registered = (await context.Client.ListModelsAsync(cancellationToken)).Value;
        var isRegistered = registered.Any(model => model.Name == files.Name && model.Version == files.Version);
        await new ModelUpload(Blobs.Connect(CommonOptions.ResolveStorage(context.Parsed))).UploadAsync(files, null, isRegistered, cancellationToken);
        var model = await context.Client.RegisterModelAsync(files.Name, files.Version, cancellationToken);
        context.Console.Result.Line($"registered {model.Name}@{model.Version} ({model.Task})");
        context.Console.WriteJson(model);
        return ExitCodes.Success;
    }

    private static async Task<int> ShowAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (name, version) = Split(context.Parsed.GetRequiredValue(ModelName));
        var model = await context.Client.GetModelAsync(name, version, cancellationToken);
        context.Console.Result.Line(model.TryGetProperty("card", out var card) && card.GetString() is { } text ? text : JsonSerializer.Serialize(model, Json.Indented));
        context.Console.WriteJson(model);
        return ExitCodes.Success;
    }

    private static async Task<int> CheckAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (name, version) = Split(context.Parsed.GetRequiredValue(ModelName));
        var check = await context.Client.CheckModelAsync(name, version, cancellationToken);
        if (check.FallbackReason is { } reason)
        {
            context.Console.Notes.Line($"It does not run as it was asked for: {reason}");
        }

        context.Console.Result.Line(Describe(check));
        context.Console.WriteJson(check);
        return check.Differences.Count == 0 ? ExitCodes.Success : ExitCodes.Error;
    }

    private static async Task<int> TuneAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var model = context.Parsed.GetRequiredValue(ModelName);
        var (name, version) = Split(model);
        var tuning = await context.Client.TuneModelAsync(name, version, cancellationToken);
        var table = Tables.Create("items per call", "calls at once", "threads", "items/s", "");
        foreach (var (batch, rate) in tuning.Trials)
        {
            table.AddTextRow(Number(batch.Size), Number(batch.Callers), Number(batch.Threads), Readable.Rate(rate), batch == tuning.Batch ? "chosen" : "");
        }

        context.Console.Result.Write(table);
        context.Console.Result.Line($"{model} runs on {tuning.Provider} with {Count(tuning.Batch.Size, "item")} per call, {Count(tuning.Batch.Callers, "call")} at once and {Count(tuning.Batch.Threads, "thread")} each; kept for {tuning.Machine}");
        context.Console.WriteJson(tuning);
        return ExitCodes.Success;
    }

    private static string Count(int number, string what) => $"{Number(number)} {what}{(number == 1 ? "" : "s")}";

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Describe(ModelCheck check) => check switch
    {
        { Sample: null } => $"{check.Model} runs on {check.Provider}; its card has no sample to compare with",
        { Differences: [] } => $"{check.Model} runs on {check.Provider}, and says of {check.Sample} what its card expects",
        _ => $"{check.Model} says of {check.Sample} something else than its card expects:\n  {string.Join("\n  ", check.Differences)}",
    };

    internal static (string Name, string Version) Split(string model) => model.Split('@') is [{ Length: > 0 } name, { Length: > 0 } version]
        ? (name, version)
        : throw new CliException("invalid-name", $"'{model}' is not a model: write name@version, as in digits-cnn@1.");
}

using System.CommandLine;
using System.Text.Json;
using Winnow.Cli.Api;
using Winnow.Cli.Output;
using Winnow.Cli.Up;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow models</c>: the model registry.</summary>
public static class ModelsCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "Holds card.yaml, its ONNX files, and vocabularies and a sample when the card names them." };
    private static readonly Argument<string> ModelName = new("model") { Description = "name@version." };

    public static Command Create()
    {
        var list = new Command("list", "The registered models.");
        var add = new Command("add", "Upload a model's folder and register it under the given name and version.") { ModelName, Folder, CommonOptions.Storage };
        var show = new Command("show", "One model and its card.") { ModelName };
        var check = new Command("check", "Run a model where the app runs, on the sample of its card, and compare.") { ModelName };
        CommandContext.Bind(list, ListAsync);
        CommandContext.Bind(add, AddAsync);
        CommandContext.Bind(show, ShowAsync);
        CommandContext.Bind(check, CheckAsync);
        var command = new Command("models", "List, add, show and check models.") { list, add, show, check };
        foreach (var each in new[] { list, add, show, check })
        {
            each.AddApi();
        }

        add.WithExamples("winnow models add digits-cnn@1 models/digits-cnn/1");
        show.WithExamples("winnow models show digits-cnn@1");
        check.WithExamples("winnow models check digits-detector@1");
        return command.WithExamples("winnow models list", "winnow models add digits-cnn@1 models/digits-cnn/1", "winnow models show digits-cnn@1 --json");
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
        var (name, version) = Split(context.Parsed.GetRequiredValue(ModelName));
        var folder = context.Parsed.GetRequiredValue(Folder);
        await new ModelUpload(Blobs.Connect(CommonOptions.ResolveStorage(context.Parsed))).UploadAsync(name, version, folder, null, cancellationToken);
        var model = await context.Client.RegisterModelAsync(name, version, cancellationToken);
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
            context.Console.Notes.Line($"It runs on the CPU: {reason}");
        }

        context.Console.Result.Line(Describe(check));
        context.Console.WriteJson(check);
        return check.Differences.Count == 0 ? ExitCodes.Success : ExitCodes.Error;
    }

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

using System.CommandLine;
using System.Text.Json;
using Winnow.Cli.Output;
using Winnow.Cli.Up;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow models</c>: the model registry.</summary>
public static class ModelsCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "Holds model.onnx, card.yaml and vocabularies." };
    private static readonly Argument<string> ModelName = new("model") { Description = "name@version." };

    public static Command Create()
    {
        var list = new Command("list", "The registered models.");
        var add = new Command("add", "Upload a model's folder and register it under the given name and version.") { ModelName, Folder, CommonOptions.Storage };
        var show = new Command("show", "One model and its card.") { ModelName };
        CommandContext.Bind(list, ListAsync);
        CommandContext.Bind(add, AddAsync);
        CommandContext.Bind(show, ShowAsync);
        var command = new Command("models", "List, add and show models.") { list, add, show };
        foreach (var each in new[] { list, add, show })
        {
            each.AddApi();
        }

        add.WithExamples("winnow models add digits-cnn@1 models/digits-cnn/1");
        show.WithExamples("winnow models show digits-cnn@1");
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
        context.Console.Result.Line(JsonSerializer.Serialize(model, Json.Indented));
        context.Console.WriteJson(model);
        return ExitCodes.Success;
    }

    internal static (string Name, string Version) Split(string model) => model.Split('@') is [{ Length: > 0 } name, { Length: > 0 } version]
        ? (name, version)
        : throw new CliException("invalid-name", $"'{model}' is not a model: write name@version, as in digits-cnn@1.");
}

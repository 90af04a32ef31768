using System.CommandLine;
using System.Globalization;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow datasets</c>: lists and creates datasets, and sets their label policies.</summary>
public static class DatasetsCommand
{
    private static readonly Argument<string> DatasetName = new("dataset") { Description = "1 to 63 characters of a-z, 0-9 and '-'." };
    private static readonly Option<string?> ModelName = new("--model", "-m") { Description = "The model that labels it, name or name@version.", HelpName = "model" };
    private static readonly Option<double?> MinimumConfidence = new("--minimum-confidence") { Description = "Predictions from here on become pseudo-labels, 0 to 1." };
    private static readonly Option<bool?> LabelOnIngest = new("--label-on-ingest") { Description = "Whether new items are labelled at once." };
    private static readonly Option<string[]> Classes = new("--classes") { Description = "Class names that annotations may use. Default: any.", AllowMultipleArgumentsPerToken = true };

    public static Command Create()
    {
        var list = new Command("list", "All datasets and their policies.");
        var create = new Command("create", "Create a dataset; one that exists stays as it is.") { DatasetName, ModelName, MinimumConfidence, LabelOnIngest, Classes };
        var policy = new Command("policy", "Show or change a dataset's label policy.") { DatasetName, ModelName, MinimumConfidence, LabelOnIngest };
        CommandContext.Bind(list, ListAsync);
        CommandContext.Bind(create, CreateAsync);
        CommandContext.Bind(policy, PolicyAsync);
        foreach (var each in new[] { list, create, policy })
        {
            each.AddApi();
        }

        create.WithExamples("winnow datasets create digits --model digits-cnn --classes 0 1 2 3 4 5 6 7 8 9");
        policy.WithExamples("winnow datasets policy digits", "winnow datasets policy digits --minimum-confidence 0.95");
        return new Command("datasets", "List and create datasets, and set their label policies.") { list, create, policy }
            .WithExamples("winnow datasets list", "winnow datasets create scans --model ppocr-latin --minimum-confidence 0.8", "winnow datasets policy scans --label-on-ingest true");
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var datasets = (await context.Client.ListDatasetsAsync(cancellationToken)).Value;
        Write(context, datasets);
        context.Console.WriteJson(new { Value = datasets });
        return ExitCodes.Success;
    }

    private static async Task<int> CreateAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var dataset = await context.Client.CreateDatasetAsync(
            context.Parsed.GetRequiredValue(DatasetName), Changed(context, new()), context.Parsed.GetValue(Classes) ?? [], cancellationToken);
        Write(context, [dataset]);
        context.Console.WriteJson(dataset);
        return ExitCodes.Success;
    }

    private static async Task<int> PolicyAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var dataset = await context.Client.GetDatasetAsync(context.Parsed.GetRequiredValue(DatasetName), cancellationToken);
        var wanted = Changed(context, dataset.Policy);
        if (wanted != dataset.Policy)
        {
            dataset = await context.Client.SetPolicyAsync(dataset.Name, wanted, cancellationToken);
        }

        Write(context, [dataset]);
        context.Console.WriteJson(dataset);
        return ExitCodes.Success;
    }

    private static LabelPolicy Changed(CommandContext context, LabelPolicy policy) => new(
        context.Parsed.GetValue(ModelName) ?? policy.Model,
        context.Parsed.GetValue(MinimumConfidence) ?? policy.MinimumConfidence,
        context.Parsed.GetValue(LabelOnIngest) ?? policy.LabelOnIngest);

    private static void Write(CommandContext context, IReadOnlyList<Dataset> datasets)
    {
        var table = Tables.Create("dataset", "model", "minimum confidence>", "label on ingest", "classes");
        foreach (var dataset in datasets)
        {
            table.AddTextRow(dataset.Name, dataset.Policy.Model ?? "none", dataset.Policy.MinimumConfidence.ToString("0.###", CultureInfo.InvariantCulture),
                dataset.Policy.LabelOnIngest ? "yes" : "no", dataset.Classes.Count == 0 ? "any" : Readable.Cut(string.Join(' ', dataset.Classes), 40));
        }

        context.Console.Result.Write(table);
    }
}

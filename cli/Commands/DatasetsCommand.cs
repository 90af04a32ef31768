using System.CommandLine;
using System.Globalization;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow datasets</c>: lists and creates datasets, sets their label policies, and shows calibrations.</summary>
public static class DatasetsCommand
{
    private static readonly Argument<string> DatasetName = new("dataset") { Description = "1 to 63 characters of a-z, 0-9 and '-'." };
    private static readonly Argument<string> CalibrationId = new("calibration") { Description = "Its id: the result of a labelling run and the lineage of an item name it." };
    private static readonly Option<string[]> Classes = new("--classes") { Description = "Class names that annotations may use. Default: any.", AllowMultipleArgumentsPerToken = true };

    public static Command Create()
    {
        var list = new Command("list", "All datasets and their policies.");
        var create = new Command("create", "Create a dataset; one that exists stays as it is.") { DatasetName, Classes };
        var policy = new Command("policy", "Show or change a dataset's label policy.") { DatasetName };
        var calibration = new Command("calibration", "Show what a labelling run learnt from annotated items.") { DatasetName, CalibrationId };
        CommandContext.Bind(list, ListAsync);
        CommandContext.Bind(create, CreateAsync);
        CommandContext.Bind(policy, PolicyAsync);
        CommandContext.Bind(calibration, CalibrationAsync);
        foreach (var option in PolicyOptions.All)
        {
            create.Options.Add(option);
            policy.Options.Add(option);
        }

        foreach (var each in new[] { list, create, policy, calibration })
        {
            each.AddApi();
        }

        create.WithExamples("winnow datasets create digits --model digits-cnn --classes 0 1 2 3 4 5 6 7 8 9");
        policy.WithExamples("winnow datasets policy digits", "winnow datasets policy digits --minimum-confidence 0.95",
            "winnow datasets policy digits --target-precision 0.99 --calibration-split val", "winnow datasets policy photos --agree-with cifar10-cnn-small --votes 2 --top-k 3");
        calibration.WithExamples("winnow datasets calibration digits 4f2c…");
        return new Command("datasets", "List and create datasets, and set their label policies.") { list, create, policy, calibration }
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
            context.Parsed.GetRequiredValue(DatasetName), PolicyOptions.Change(context.Parsed, new()), context.Parsed.GetValue(Classes) ?? [], cancellationToken);
        Write(context, [dataset]);
        context.Console.WriteJson(dataset);
        return ExitCodes.Success;
    }

    private static async Task<int> PolicyAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var dataset = await context.Client.GetDatasetAsync(context.Parsed.GetRequiredValue(DatasetName), cancellationToken);
        var wanted = PolicyOptions.Change(context.Parsed, dataset.Policy);
        if (wanted != dataset.Policy)
        {
            dataset = await context.Client.SetPolicyAsync(dataset.Name, wanted, cancellationToken);
        }

        Write(context, [dataset]);
        context.Console.WriteJson(dataset);
        return ExitCodes.Success;
    }

    private static async Task<int> CalibrationAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var calibration = await context.Client.GetCalibrationAsync(
            context.Parsed.GetRequiredValue(DatasetName), context.Parsed.GetRequiredValue(CalibrationId), cancellationToken);
        CalibrationTable.Write(context, calibration);
        context.Console.WriteJson(calibration);
        return ExitCodes.Success;
    }

    private static void Write(CommandContext context, IReadOnlyList<Dataset> datasets)
    {
        var table = Tables.Create("dataset", "model", "accepted from>", "label on ingest", "classes");
        foreach (var dataset in datasets)
        {
            table.AddTextRow(dataset.Name, ModelsOf(dataset.Policy), AcceptedFrom(dataset.Policy),
                dataset.Policy.LabelOnIngest ? "yes" : "no", dataset.Classes.Count == 0 ? "any" : Readable.Cut(string.Join(' ', dataset.Classes), 40));
        }

        context.Console.Result.Write(table);
    }

    private static string ModelsOf(LabelPolicy policy) => policy.Agreement is { } agreement
        ? $"{policy.Model} + {string.Join(", ", agreement.Models)} ({agreement.Rule ?? "vote"})"
        : policy.Model ?? "none";

    private static string AcceptedFrom(LabelPolicy policy) => policy.Precision is { } precision
        ? string.Create(CultureInfo.InvariantCulture, $"precision {precision.Target:0.####}")
        : policy.MinimumConfidence.ToString("0.###", CultureInfo.InvariantCulture);
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Formats;
using Winnow.Core.Models;
using Winnow.Functions.Datasets;
using Winnow.Functions.Http;
using Winnow.Storage.Messages;

namespace Winnow.Functions.Predictions;

/// <summary>Checks a request to bring predictions.</summary>
public sealed class ImportPlanner(IDatasetStore datasets, IModelStore models, SourceAddresses addresses, IOptions<ImportOptions> options)
{
    private const string DefaultName = "predictions";

    /// <summary>The input of the run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="dataset">Name of the dataset.</param>
    /// <param name="request">Its query says whose predictions they are, and how the file is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="WinnowException">What the caller has to correct.</exception>
    public async Task<ImportInput> PlanAsync(string run, string dataset, HttpRequest request, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request);
        var found = await datasets.RequireAsync(dataset, cancellationToken);
        var source = Address(query.Text("source"), "source");
        var name = query.Text("name") ?? (source is null ? DefaultName : Path.GetFileName(source.AbsolutePath));
        return new ImportInput
        {
            Run = run,
            Dataset = found.Name,
            Model = await ModelAsync(query.Text("model"), cancellationToken),
            Task = query.Text("task") is { } task ? TaskOf(task) : null,
            Format = FormatOf(query.Text("format"), name).ToString(),
            Name = ItemPath.Check(name) is { IsOk: true } ? name : throw Invalid($"The name '{ItemPath.Show(name)}' is no relative path."),
            Source = source,
            Vocabulary = Address(query.Text("vocabulary"), "vocabulary"),
            IsStrict = query.Flag("strict"),
            Window = options.Value.Window,
        };
    }

    // Labels of a registered model could not be told from those that somebody brings under its name.
    private async Task<string> ModelAsync(string? name, CancellationToken cancellationToken)
    {
        var model = ModelId.Parse(name ?? throw Invalid("Say whose predictions they are: ?model=name@version."));
        return await models.FindAsync(model, cancellationToken) is null
            ? model.ToString()
            : throw new WinnowException(ErrorCodes.Conflict, $"'{model}' is a registered model, which makes its own predictions. Bring these under another name or version.");
    }

    private Uri? Address(string? text, string parameter)
    {
        if (text is null)
        {
            return null;
        }

        var address = Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : throw Invalid($"{parameter} is no address: write https://account/container/name.");
        addresses.Require(address);
        return address;
    }

    private static PredictionFormat FormatOf(string? format, string name) => (format ?? Path.GetExtension(name)).TrimStart('.').ToLowerInvariant() switch
    {
        "jsonl" or "ndjson" => PredictionFormat.Jsonl,
        "csv" => PredictionFormat.Csv,
        "parquet" => PredictionFormat.Parquet,
        "coco" or "json" => PredictionFormat.CocoResults,
        _ => throw Invalid($"The format of '{ItemPath.Show(name)}' is not known: send ?format=jsonl, csv, parquet or coco, or a name that ends so."),
    };

    private static ModelTask TaskOf(string name)
    {
        try
        {
            return ModelTasks.Parse(name);
        }
        catch (FormatException error)
        {
            throw Invalid(error.Message);
        }
    }

    private static WinnowException Invalid(string detail) => new(ErrorCodes.InvalidRequest, detail);
}

using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Ingestion;
using Winnow.Core.Metrics;
using Winnow.Core.Models;
using Winnow.Core.Predictions;
using Winnow.Core.Versions;
using Winnow.Functions.Datasets;
using Winnow.Storage.Imports;

namespace Winnow.Functions.Evaluation;

/// <summary>Checks a request and resolves everything that it leaves open.</summary>
public sealed class EvaluationPlanner(
    IDatasetStore datasets, IModelStore models, IVersionStore versions, ImportTable imports, IEvaluationStore evaluations, IOptions<EvaluationOptions> options)
{
    private const double NoPseudoLabels = 2;

    /// <summary>The input of the run.</summary>
    /// <exception cref="WinnowException">
    /// <see cref="ErrorCodes.InvalidName"/>, <see cref="ErrorCodes.UnknownDataset"/>, <see cref="ErrorCodes.UnknownVersion"/>, <see cref="ErrorCodes.UnknownModel"/>,
    /// <see cref="ErrorCodes.UnknownMetric"/>, <see cref="ErrorCodes.UnknownRun"/>, <see cref="ErrorCodes.TaskMismatch"/>, <see cref="ErrorCodes.BaselineMismatch"/>,
    /// <see cref="ErrorCodes.InvalidGate"/> or <see cref="ErrorCodes.InvalidRequest"/>.
    /// </exception>
    public async Task<EvaluateInput> PlanAsync(string run, EvaluationRequest request, CancellationToken cancellationToken)
    {
        EvaluationRequestRules.Check(request);
        var dataset = await datasets.RequireAsync(request.Dataset, cancellationToken);
        var (model, task, brought) = await ResolveAsync(dataset, request, cancellationToken);
        var metrics = Choose(request.Metrics, task);
        var reference = await ReferenceAsync(task, request.Reference, cancellationToken);
        var spec = new EvaluationSpec
        {
            Dataset = dataset.Name,
            Version = await VersionAsync(dataset.Name, request.Version, cancellationToken),
            Model = model.ToString(),
            IsBrought = brought is not null,
            Import = brought?.Run,
            Task = task,
            Split = Splits.Canonical(request.Split),
            Query = request.Query,
            Metrics = metrics,
            Missing = request.Missing ?? (brought is not null ? MissingRule.Empty : MissingRule.Skip),
            GroupBy = request.GroupBy,
            SliceBy = request.SliceBy,
            Level = request.Level ?? options.Value.Level,
            Resamples = request.Resamples ?? options.Value.Resamples,
            Seed = request.Seed ?? 1,
            Baseline = request.Baseline,
            FindLeaks = request.FindLeaks ?? false,
            Reference = reference,
            ReferenceImport = reference is not null && brought is not null ? await ReferenceImportAsync(reference, model, cancellationToken) : null,
        };
        await RequireBaselineAsync(spec, cancellationToken);
        return new()
        {
            Run = run,
            Spec = spec,
            Gates = EvaluationRequestRules.RequireGates(request.Gates ?? [], spec),
            MinimumConfidence = IsOfPolicy(model, dataset.Policy) ? dataset.Policy.MinimumConfidence : NoPseudoLabels,
            Total = (await datasets.GetTotalsAsync(dataset.Name, cancellationToken)).Counts.Items,
            Window = options.Value.Window,
            PacksPerGroup = options.Value.PacksPerGroup,
        };
    }

    // Predictions that were brought to the dataset come before models that could make some.
    private async Task<(ModelId Model, ModelTask Task, BroughtPredictions? Brought)> ResolveAsync(Dataset dataset, EvaluationRequest request, CancellationToken cancellationToken)
    {
        var name = request.Model ?? "";
        var wanted = request.Task is { } text ? ParseTask(text) : (ModelTask?)null;
        if (name.Length > 0 && await imports.FindAsync(dataset.Name, name, cancellationToken) is { } brought)
        {
            return (brought.Model, wanted ?? brought.Task, brought);
        }

        var model = await models.ResolveAsync(name, cancellationToken);
        return wanted is null || wanted == model.Task || model.Task == ModelTask.Embedding && wanted == ModelTask.ImageGeneration
            ? (model.GetId(), wanted ?? model.Task, null)
            : throw new WinnowException(ErrorCodes.TaskMismatch, $"The model '{model.GetId()}' is made for {model.Task.ToName()}; it cannot be evaluated as {wanted.Value.ToName()}.");
    }

    private async Task<string?> VersionAsync(string dataset, string? version, CancellationToken cancellationToken) =>
        version is null || await versions.FindAsync(dataset, version, cancellationToken) is not null
            ? version
            : throw new WinnowException(ErrorCodes.UnknownVersion, $"Dataset '{dataset}' has no version '{version}'; GET /api/datasets/{dataset}/versions lists them.");

    private async Task<string?> ReferenceAsync(ModelTask task, string? reference, CancellationToken cancellationToken)
    {
        if (task != ModelTask.ImageGeneration)
        {
            return reference is null ? null : throw new WinnowException(ErrorCodes.InvalidRequest, $"\"reference\" is for image-generation; this run evaluates {task.ToName()}.");
        }

        return reference is null
            ? throw new WinnowException(ErrorCodes.InvalidRequest, "image-generation compares with real images: send the name of their dataset as \"reference\".")
            : (await datasets.RequireAsync(reference, cancellationToken)).Name;
    }

    private async Task<string> ReferenceImportAsync(string reference, ModelId model, CancellationToken cancellationToken) =>
        await imports.FindAsync(reference, model.ToString(), cancellationToken) is { } brought
            ? brought.Run
            : throw new WinnowException(
                ErrorCodes.MissingPredictions, $"The features of '{model}' were brought for the generated images alone: bring those of the real ones in '{reference}', too.");

    private async Task RequireBaselineAsync(EvaluationSpec spec, CancellationToken cancellationToken)
    {
        if (spec.Baseline is not { } baseline)
        {
            return;
        }

        var report = await evaluations.ReadReportAsync(EvaluationRequestRules.RequireRun(baseline), cancellationToken)
            ?? throw new WinnowException(ErrorCodes.UnknownRun, $"The baseline '{baseline}' has no report: it is no evaluation, or has not ended.");
        EvaluationRequestRules.RequireComparable(report, spec);
    }

    private static ModelTask ParseTask(string name)
    {
        try
        {
            return ModelTasks.Parse(name);
        }
        catch (FormatException error)
        {
            throw new WinnowException(ErrorCodes.InvalidRequest, error.Message, error);
        }
    }

    private static IReadOnlyList<string> Choose(IReadOnlyList<string>? wanted, ModelTask task)
    {
        var known = MetricNames.Of(task);
        if (wanted is null or { Count: 0 })
        {
            return known;
        }

        return wanted.Any(name => !known.Contains(name))
            ? throw new WinnowException(ErrorCodes.UnknownMetric, $"'{EvaluationRequestRules.Shorten(wanted.First(name => !known.Contains(name)))}' is not a metric of {task.ToName()}; known: {string.Join(", ", known)}.")
            : [.. wanted.Distinct()];
    }

    // An evaluation may make predictions, but labels only where the dataset's own policy says so, of this model alone and without a promise.
    private static bool IsOfPolicy(ModelId model, LabelPolicy policy) =>
        policy is { Precision: null, Agreement: null } && (policy.Model == model.Name || policy.Model == model.ToString());
}

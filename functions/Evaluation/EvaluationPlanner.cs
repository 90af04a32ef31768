using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics;
using Winnow.Core.Models;
using Winnow.Functions.Datasets;

namespace Winnow.Functions.Evaluation;

/// <summary>Checks a request and resolves everything that it leaves open.</summary>
public sealed class EvaluationPlanner(IDatasetStore datasets, IModelStore models, IOptions<EvaluationOptions> options)
{
    private const int MaxSplitLength = 63;
    private const int MaxGates = 50;
    private const double NoPseudoLabels = 2;

    /// <summary>The input of the run.</summary>
    /// <exception cref="WinnowException">
    /// <see cref="ErrorCodes.InvalidName"/>, <see cref="ErrorCodes.UnknownDataset"/>, <see cref="ErrorCodes.UnknownModel"/>,
    /// <see cref="ErrorCodes.UnknownMetric"/>, <see cref="ErrorCodes.InvalidGate"/> or <see cref="ErrorCodes.InvalidRequest"/>.
    /// </exception>
    public async Task<EvaluateInput> PlanAsync(string run, EvaluationRequest request, CancellationToken cancellationToken)
    {
        if (request.Split is { Length: 0 or > MaxSplitLength })
        {
            throw new WinnowException(ErrorCodes.InvalidRequest, $"The split has {request.Split.Length} characters; use 1 to {MaxSplitLength}, or leave it out for all items.");
        }

        var dataset = await datasets.RequireAsync(request.Dataset, cancellationToken);
        var model = await models.ResolveAsync(request.Model ?? "", cancellationToken);
        var totals = await datasets.GetTotalsAsync(dataset.Name, cancellationToken);
        var metrics = Choose(request.Metrics, model);
        return new()
        {
            Run = run,
            Dataset = dataset.Name,
            Model = model.GetId().ToString(),
            Task = model.Task,
            Split = request.Split,
            Metrics = metrics,
            Gates = Require(request.Gates ?? [], metrics),
            MinimumConfidence = IsOfPolicy(model, dataset.Policy) ? dataset.Policy.MinimumConfidence : NoPseudoLabels,
            Total = totals.Counts.Items,
            Window = options.Value.Window,
            PacksPerGroup = options.Value.PacksPerGroup,
        };
    }

    private static IReadOnlyList<string> Choose(IReadOnlyList<string>? wanted, RegisteredModel model)
    {
        var known = MetricNames.Of(model.Task);
        if (wanted is null or { Count: 0 })
        {
            return known;
        }

        foreach (var name in wanted)
        {
            if (!known.Contains(name))
            {
                throw new WinnowException(
                    ErrorCodes.UnknownMetric,
                    $"'{Shorten(name)}' is not a metric of the model '{model.GetId()}'; known: {string.Join(", ", known)}.");
            }
        }

        return [.. wanted.Distinct()];
    }

    private static IReadOnlyList<string> Require(IReadOnlyList<string> gates, IReadOnlyList<string> metrics)
    {
        if (gates.Count > MaxGates)
        {
            throw new WinnowException(ErrorCodes.InvalidGate, $"There are {gates.Count} gates; the limit is {MaxGates}.");
        }

        foreach (var gate in gates.Select(Gate.Parse))
        {
            if (!metrics.Contains(gate.Metric))
            {
                throw new WinnowException(ErrorCodes.UnknownMetric, $"The gate '{gate.Rule}' is about '{gate.Metric}', which this run does not compute; it computes: {string.Join(", ", metrics)}.");
            }
        }

        return gates;
    }

    // An evaluation may make predictions, but labels only where the dataset's own policy says so.
    private static bool IsOfPolicy(RegisteredModel model, LabelPolicy policy) => policy.Model == model.Name || policy.Model == model.GetId().ToString();

    private static string Shorten(string? name) => name is null ? "(none)" : name.Length > 80 ? $"{name.AsSpan(0, 80)}…" : name;
}

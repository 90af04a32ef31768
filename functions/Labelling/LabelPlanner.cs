using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Core.PseudoLabels;
using Winnow.Functions.Datasets;
using Winnow.Inference;
using Winnow.Storage.PseudoLabels;

namespace Winnow.Functions.Labelling;

/// <summary>Checks a request and resolves everything that it leaves open.</summary>
public sealed class LabelPlanner(
    IDatasetStore datasets, IModelStore models, CalibrationStore calibrations, IOptions<LabellingOptions> options, IOptions<InferenceOptions> inference)
{
    /// <summary>The input of the run.</summary>
    /// <remarks>
    /// A model that is named and is not the policy's is asked alone. A minimum confidence that is named takes the place of the policy's precision.
    /// </remarks>
    /// <exception cref="WinnowException">
    /// <see cref="ErrorCodes.InvalidName"/>, <see cref="ErrorCodes.UnknownDataset"/>, <see cref="ErrorCodes.UnknownModel"/>, <see cref="ErrorCodes.TaskMismatch"/>,
    /// <see cref="ErrorCodes.UnknownCalibration"/> or <see cref="ErrorCodes.InvalidRequest"/>.
    /// </exception>
    public async Task<LabelInput> PlanAsync(string run, LabellingRequest request, CancellationToken cancellationToken)
    {
        if (request.MinimumConfidence is not (null or (>= 0 and <= 1)))
            throw new WinnowException(ErrorCodes.InvalidRequest, $"minimumConfidence is {request.MinimumConfidence}; it must be from 0 to 1.");
        var dataset = await datasets.RequireAsync(request.Dataset, cancellationToken);
        var policy = dataset.Policy;
        var name = request.Model ?? policy.Model ?? throw new WinnowException(ErrorCodes.InvalidRequest,
            $"No model is named, and the policy of dataset '{dataset.Name}' has none: send \"model\", or set one with PUT /api/datasets/{dataset.Name}/policy.");
        var model = await models.ResolveAsync(name, cancellationToken);
        var isOfPolicy = policy.Model is { } own && (own == model.Name || own == model.GetId().ToString());
        var input = new LabelInput
        {
            Run = run,
            Dataset = dataset.Name,
            Model = model.GetId().ToString(),
            Agreement = isOfPolicy && policy.Agreement is { } agreement ? await ResolveAsync(agreement, model, cancellationToken) : null,
            MinimumConfidence = request.MinimumConfidence ?? policy.MinimumConfidence,
            TopK = policy.TopK,
            OnlyMissing = request.OnlyMissing ?? false,
            ShardsAtOnce = options.Value.ShardsAtOnce,
            CalibrationItems = options.Value.CalibrationItems,
        };
        var promise = request.MinimumConfidence is null && policy.Precision is { } precision ? Promise(input, precision, model) : null;
        return input with { Promise = promise, Calibration = await RequireAsync(promise, request, cancellationToken) };
    }

    private async Task<ModelAgreement> ResolveAsync(ModelAgreement agreement, RegisteredModel own, CancellationToken cancellationToken)
    {
        RequireRoom(agreement.Models.Count + 1);
        var names = new List<string>();
        foreach (var name in agreement.Models)
        {
            var other = await models.ResolveAsync(name, cancellationToken);
            if (other.Task != own.Task)
                throw new WinnowException(ErrorCodes.TaskMismatch, $"The models of a policy must be of one task: '{own.GetId()}' is for {own.Task.ToName()}, '{other.GetId()}' for {other.Task.ToName()}.");
            if (other.GetId() == own.GetId() || names.Contains(other.GetId().ToString()))
                throw new WinnowException(ErrorCodes.InvalidRequest, $"The policy asks the model '{other.GetId()}' twice; name each model once.");
            names.Add(other.GetId().ToString());
        }

        return own.Task.HasProbabilities() || (own.Task.HasOneAnswer() && agreement.Rule == AgreementRule.Vote)
            ? agreement with { Models = names }
            : throw new WinnowException(ErrorCodes.TaskMismatch,
                $"Models for {own.Task.ToName()} cannot agree by {(agreement.Rule == AgreementRule.Mean ? "mean" : "vote")}: vote is for classification, sequence and text-recognition, mean for the first two.");
    }

    private void RequireRoom(int asked)
    {
        if (asked > inference.Value.MaxLoadedModels)
            throw new WinnowException(ErrorCodes.InvalidRequest,
                $"The policy asks {asked} models, of which {inference.Value.MaxLoadedModels} may be loaded at once, so that every pack would load each of them again: " +
                $"ask fewer, or raise {InferenceOptions.SectionName}:{nameof(InferenceOptions.MaxLoadedModels)}.");
    }

    private static CalibrationRule Promise(LabelInput input, PrecisionTarget precision, RegisteredModel model) => model.Task.HasOneAnswer()
        ? new() { Dataset = input.Dataset, Models = input.Models, Agreement = input.Agreement, Precision = precision, IsPerClass = model.Task.HasProbabilities() }
        : throw new WinnowException(ErrorCodes.TaskMismatch,
            $"The policy promises a precision, which only answers of one class or one text have: '{model.GetId()}' is for {model.Task.ToName()}. Send \"minimumConfidence\", or change the policy.");

    private async Task<string?> RequireAsync(CalibrationRule? promise, LabellingRequest request, CancellationToken cancellationToken)
    {
        if (request.Calibration is not { } id)
            return null;
        if (promise is null)
            throw new WinnowException(ErrorCodes.InvalidRequest, "\"calibration\" is for policies with a precision, and cannot be sent with \"minimumConfidence\".");
        var calibration = await calibrations.FindAsync(promise.Dataset, id, cancellationToken)
            ?? throw new WinnowException(ErrorCodes.UnknownCalibration, $"Dataset '{promise.Dataset}' has no such calibration; leave \"calibration\" out, and the run calibrates anew.");
        return calibration.Rule.DifferencesTo(promise) is [_, ..] differences
            ? throw new WinnowException(ErrorCodes.InvalidRequest, $"Calibration '{id}' is for another promise than this run's: {string.Join("; ", differences)}.")
            : id;
    }
}

using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Functions.Datasets;

namespace Winnow.Functions.Labelling;

/// <summary>Checks a request and resolves everything that it leaves open.</summary>
public sealed class LabelPlanner(IDatasetStore datasets, IModelStore models, IOptions<LabellingOptions> options)
{
    /// <summary>The input of the run.</summary>
    /// <exception cref="WinnowException">
    /// <see cref="ErrorCodes.InvalidName"/>, <see cref="ErrorCodes.UnknownDataset"/>, <see cref="ErrorCodes.UnknownModel"/> or <see cref="ErrorCodes.InvalidRequest"/>.
    /// </exception>
    public async Task<LabelInput> PlanAsync(string run, LabellingRequest request, CancellationToken cancellationToken)
    {
        if (request.MinimumConfidence is not (null or (>= 0 and <= 1)))
            throw new WinnowException(ErrorCodes.InvalidRequest, $"minimumConfidence is {request.MinimumConfidence}; it must be from 0 to 1.");
        var dataset = await datasets.RequireAsync(request.Dataset, cancellationToken);
        var name = request.Model ?? dataset.Policy.Model ?? throw new WinnowException(ErrorCodes.InvalidRequest,
            $"No model is named, and the policy of dataset '{dataset.Name}' has none: send \"model\", or set one with PUT /api/datasets/{dataset.Name}/policy.");
        var model = await models.ResolveAsync(name, cancellationToken);
        return new()
        {
            Run = run,
            Dataset = dataset.Name,
            Model = model.GetId().ToString(),
            MinimumConfidence = request.MinimumConfidence ?? dataset.Policy.MinimumConfidence,
            OnlyMissing = request.OnlyMissing ?? false,
            ShardsAtOnce = options.Value.ShardsAtOnce,
        };
    }
}

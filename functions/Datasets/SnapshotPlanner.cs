using Winnow.Core.Catalogue;

namespace Winnow.Functions.Datasets;

/// <summary>Checks a request for a snapshot.</summary>
public sealed class SnapshotPlanner(IDatasetStore datasets)
{
    /// <summary>The input of the run.</summary>
    /// <exception cref="Core.Errors.WinnowException">
    /// <see cref="Core.Errors.ErrorCodes.InvalidName"/> or <see cref="Core.Errors.ErrorCodes.UnknownDataset"/>.
    /// </exception>
    public async Task<SnapshotInput> PlanAsync(string run, SnapshotRequest request, CancellationToken cancellationToken)
    {
        var dataset = await datasets.RequireAsync(request.Dataset, cancellationToken);
        var totals = await datasets.GetTotalsAsync(dataset.Name, cancellationToken);
        return new() { Run = run, Dataset = dataset.Name, Total = totals.Counts.Items };
    }
}

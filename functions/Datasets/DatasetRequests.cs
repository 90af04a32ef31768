using Winnow.Core.Catalogue;
using Winnow.Core.Errors;

namespace Winnow.Functions.Datasets;

/// <summary>Finds the dataset that a request names.</summary>
public static class DatasetRequests
{
    /// <summary>The dataset of that name.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidName"/> or <see cref="ErrorCodes.UnknownDataset"/></exception>
    public static async Task<Dataset> RequireAsync(this IDatasetStore datasets, string? name, CancellationToken cancellationToken) =>
        await datasets.FindAsync(Names.RequireDataset(name), cancellationToken)
        ?? throw new WinnowException(ErrorCodes.UnknownDataset, $"There is no dataset '{name}'; POST /api/datasets creates one, and so does the first file in incoming/{name}/.");
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Functions.Datasets;
using Winnow.Functions.Http;
using Winnow.Storage.PseudoLabels;

namespace Winnow.Functions.Calibration;

/// <summary>HTTP: show a calibration.</summary>
public sealed class CalibrationTriggers(IDatasetStore datasets, CalibrationStore calibrations)
{
    [Function(nameof(GetCalibration))]
    public Task<IResult> GetCalibration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "datasets/{dataset}/calibrations/{calibration}")] HttpRequest request, string dataset,
        string calibration, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var found = await datasets.RequireAsync(dataset, cancellationToken);
            return HttpApi.Ok(await calibrations.FindAsync(found.Name, calibration, cancellationToken) ?? throw new WinnowException(
                ErrorCodes.UnknownCalibration, $"Dataset '{found.Name}' has no such calibration; the result of a labelling run names the one that it went by."));
        });
}

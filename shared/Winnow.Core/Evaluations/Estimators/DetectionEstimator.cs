using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics.Detection;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>COCO's average precision over images that count a whole number of times.</summary>
public static class DetectionEstimator
{
    /// <param name="metric">Name of the metric.</param>
    /// <param name="objects">The detections of all images of the run.</param>
    /// <param name="resample">The same, prepared once for all metrics.</param>
    /// <param name="compute">The metric from the weights of images.</param>
    /// <param name="passes">How often one evaluation goes over the detections.</param>
    public static MetricEstimator Create(string metric, DetectionAccumulator objects, Lazy<DetectionResample> resample, Func<DetectionResample, ReadOnlyMemory<int>, double?> compute, int passes)
    {
        return new WeightsEstimator(metric, (table, rows) => Prepare(table, rows, resample.Value, compute), _ => (long)passes * objects.Detections);
    }

    // Images that are not among the rows count 0 times: a resample costs as much for a few images as for all.
    private static Func<ReadOnlySpan<int>, double?> Prepare(
        OutcomeTable table, int[] rows, DetectionResample resample, Func<DetectionResample, ReadOnlyMemory<int>, double?> compute)
    {
        var placeOf = new Dictionary<UInt128, int>(resample.ImageIds.Count);
        for (var place = 0; place < resample.ImageIds.Count; place++)
        {
            placeOf.Add(OutcomeTable.IdOf(resample.ImageIds[place]), place);
        }

        var places = Array.ConvertAll(rows, row => placeOf[table.IdOf(row)]);
        return weights =>
        {
            var images = new int[resample.ImageIds.Count];
            for (var i = 0; i < weights.Length; i++)
            {
                images[places[i]] = weights[i];
            }

            return compute(resample, images);
        };
    }
}

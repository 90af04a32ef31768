using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Labels;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Detection;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>Objects on images, by box or by mask. Loss: 1 − F1 of the image at IoU 0.5, over all detections; 0 for an image without objects and detections.</summary>
[method: JsonConstructor]
public sealed class DetectionEvaluation(DetectionAccumulator objects, DetectionErrorAccumulator errors) : TaskEvaluation
{
    private const int DrawnObjects = 50;
    private const int CurveClasses = 25;
    private const string Hits = "hits", Truths = "truths", Detections = "detections";
    private static readonly string[] s_parts = [Hits, Truths, Detections];

    public DetectionEvaluation(OverlapKind overlap)
        : this(new DetectionAccumulator(new() { Overlap = overlap }), new DetectionErrorAccumulator(new() { Overlap = overlap }))
    {
    }

    public DetectionAccumulator Objects { get; } = objects;

    public DetectionErrorAccumulator Errors { get; } = errors;

    [JsonIgnore]
    public override long Items => Objects.Images;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => s_parts;

    [JsonIgnore]
    public override bool TakesEmpty => true;

    public override bool HasTruth(Annotation annotation) => annotation.Detail?.Objects is not null;

    public override Comparison? Add(EvaluationCase item)
    {
        var truths = item.Truth.Detail!.Objects!;
        if (item.SaidObjects is not { } said)
        {
            return null;
        }

        var image = Objects.AddImage(item.Item.Id, truths, said);
        Errors.AddImage(item.Item.Id, truths, said);
        var (hits, missed, wrong) = (image.TruePositives.Count, image.Misses.Count, image.FalsePositives.Count);
        var all = (2 * hits) + missed + wrong;
        return new(Show(truths), Show(said), all == 0 ? 0 : (double)(missed + wrong) / all, [hits, hits + missed, hits + wrong])
        {
            Objects = Draw(image, truths, said),
            Numbers = new Dictionary<string, double> { ["objects"] = truths.Count },
        };
    }

    public override void Merge(TaskEvaluation other)
    {
        var same = Same<DetectionEvaluation>(other);
        Objects.Merge(same.Objects);
        Errors.Merge(same.Errors);
    }

    public override IReadOnlyDictionary<string, Score> GetScores() => Objects.GetScores().Concat(Errors.GetScores()).ToDictionary();

    public override IReadOnlyList<MetricEstimator> GetEstimators()
    {
        var resample = new Lazy<DetectionResample>(Objects.ToResample);
        MetricEstimator Of(string metric, Func<DetectionResample, ReadOnlyMemory<int>, double?> compute, int passes) =>
            DetectionEstimator.Create(DetectionMetricNames.Of(Objects.Options.Overlap, metric), Objects, resample, compute, passes);
        return
        [
            Of(DetectionMetricNames.AveragePrecision, static (one, weights) => one.Ap(weights.Span), 11),
            Of(DetectionMetricNames.AveragePrecision50, static (one, weights) => one.Ap50(weights.Span), 2),
        ];
    }

    public override Findings GetFindings() => new()
    {
        Table = [.. Objects.GetClassScores().Select(Row)],
        Curves = [.. Objects.GetCurves().Where(curve => curve.Iou == 0.5).Select(CurveOf).OrderBy(curve => curve.Area).Take(CurveClasses)],
        Errors = [.. Errors.GetShares().Select(share => new ErrorKind(NameOf(share.Kind), share.Count, share.DeltaAp ?? 0))],
    };

    private static NamedScore Row(ClassDetectionScore one) => new(one.Label, one.Truths, new Dictionary<string, double?>
    {
        ["ap"] = one.Ap, ["ap50"] = one.Ap50, ["ap75"] = one.Ap75, ["ap-small"] = one.ApSmall, ["ap-medium"] = one.ApMedium, ["ap-large"] = one.ApLarge,
        ["ar1"] = one.Ar1, ["ar10"] = one.Ar10, ["ar100"] = one.Ar100,
    });

    private static Curve CurveOf(DetectionCurve curve) =>
        new(curve.Label, curve.Precision.Average(), [.. curve.Precision.Select((precision, i) => new CurvePoint(i / 100.0, precision))]);

    private static string NameOf(DetectionErrorKind kind) => kind switch
    {
        DetectionErrorKind.WrongClass => "class",
        DetectionErrorKind.WrongPlace => "localisation",
        DetectionErrorKind.WrongBoth => "both",
        DetectionErrorKind.Duplicate => "duplicate",
        DetectionErrorKind.Background => "background",
        _ => "missed",
    };

    // What is wrong comes first: a report draws a bounded number.
    private static DrawnObject[] Draw(ImageDetections image, IReadOnlyList<LabelledObject> truths, IReadOnlyList<LabelledObject> said)
    {
        var (matched, missed) = (image.TruePositives.Select(match => match.Detection).ToHashSet(), image.Misses.ToHashSet());
        var wrong = image.FalsePositives.ToHashSet();
        var detections = said.Select((one, i) => new DrawnObject(one.Label, one.Box, matched.Contains(i) ? "matched" : wrong.Contains(i) ? "false-positive" : "ignored", one.Score));
        var missing = truths.Where((_, i) => missed.Contains(i)).Select(one => new DrawnObject(one.Label, one.Box, "missed", null));
        return [.. missing.Concat(detections).OrderBy(one => one.Outcome switch { "missed" => 0, "false-positive" => 1, "matched" => 2, _ => 3 }).ThenByDescending(one => one.Score).Take(DrawnObjects)];
    }

    private static string Show(IReadOnlyList<LabelledObject> objects) => objects.Count == 0
        ? "no objects"
        : string.Join(", ", objects.GroupBy(one => one.Label).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"));
}

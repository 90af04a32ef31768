using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Winnow.Core.Labels;
using Winnow.Core.Metrics.Detection.Internal;

namespace Winnow.Core.Metrics.Detection;

/// <summary>Collects images with true and detected objects: COCO's average precision and recall, by class and area, and precision-recall curves.</summary>
/// <remarks>
/// <para>
/// Equal to COCOeval of cocodataset/cocoapi (8c9bcc3): ten IoU thresholds from 0.5 to 0.95, 101 recalls, precision made monotone, at most 1, 10 or
/// 100 detections per image and class, crowds and areas outside the range ignored; a class without truths that count is left out of the mean.
/// Ties of scores: by image id (ordinal; COCOeval orders numbers), then as the detections stand on their image. Areas: of a truth as it is
/// stated, or else of its mask, or else of its box; of a detection that of its box or mask, whichever is compared.
/// </para>
/// <para>
/// Differences: a truth may have any id (COCOeval takes a match with the truth of id 0 for none), and a detection's score is from 0 to 1.
/// </para>
/// <para>Memory: 32 bytes per detection and 20 per image and class, no boxes. Merging gives the same in any order, to the last bit.</para>
/// </remarks>
public sealed class DetectionAccumulator
{
    private readonly ImageResults<DetectionRow, TruthRow> results;
    private DetectionSummary? summary;

    public DetectionAccumulator(DetectionOptions options)
    {
        Options = options;
        results = new();
    }

    /// <summary>Continues from a stored state.</summary>
    /// <exception cref="ArgumentException">The state is broken.</exception>
    [JsonConstructor]
    public DetectionAccumulator(DetectionOptions options, DetectionState state)
    {
        Options = options;
        results = new(state);
    }

    public DetectionOptions Options { get; }

    /// <summary>Everything that was counted, in a form that does not depend on the order of images.</summary>
    public DetectionState State => results.ToState();

    [JsonIgnore]
    public int Images => results.Images.Count;

    /// <summary>Detections that are held: those after the hundredth of an image and class are not.</summary>
    [JsonIgnore]
    public int Detections => results.Detections.Count;

    /// <summary>Compares the objects of an image and counts them.</summary>
    /// <param name="imageId">The image, which counts once.</param>
    /// <param name="truths">What is on it.</param>
    /// <param name="detections">What was found, each with a score from 0 to 1.</param>
    /// <exception cref="ArgumentException">
    /// The image was counted before; or a box, mask, area or score is none: the message names image and object. Nothing was counted then.
    /// </exception>
    public ImageDetections AddImage(string imageId, IReadOnlyList<LabelledObject> truths, IReadOnlyList<LabelledObject> detections)
    {
        results.CheckIsNew(imageId);
        var image = new ImageObjects(imageId, truths, detections, Options.Overlap);
        var outcome = new ImageOutcome();
        foreach (var group in new ClassGroups(image, CocoRules.MaxDetections).All)
        {
            var matcher = new ClassMatcher(image, CollectionsMarshal.AsSpan(group.Detections), CollectionsMarshal.AsSpan(group.Truths));
            Count(results.Classes.IdOf(group.Label), image, group.Detections, group.Truths, matcher);
            outcome.Add(image, matcher, group.Detections, group.Truths);
        }

        results.EndImage(imageId);
        summary = null;
        return outcome.ToResult(imageId);
    }

    /// <exception cref="ArgumentException">The other one compares something else, or an image is in both.</exception>
    public void Merge(DetectionAccumulator other)
    {
        if (other.Options != Options)
        {
            throw new ArgumentException($"Overlaps of {Options.Overlap} and of {other.Options.Overlap} have no common score.", nameof(other));
        }

        results.Merge(other.results);
        summary = null;
    }

    /// <summary>COCO's twelve numbers, 0 to 1, by <see cref="DetectionMetricNames"/>; of masks with the prefix <c>mask-</c>.</summary>
    public IReadOnlyDictionary<string, Score> GetScores() => Summary.ToScores(Options.Overlap);

    /// <summary>The numbers of each class that has a truth or a detection, ordered by name (ordinal).</summary>
    public IReadOnlyList<ClassDetectionScore> GetClassScores() => Summary.ToClassScores();

    /// <summary>For each class with truths that count its curves at IoU 0.5 and at IoU 0.75 (all areas, 100 detections), ordered by name.</summary>
    public IReadOnlyList<DetectionCurve> GetCurves() => Summary.ToCurves();

    /// <summary>Prepares weighted recomputation over the images, for a bootstrap.</summary>
    public DetectionResample ToResample() => new(results);

    private DetectionSummary Summary => summary ??= new(results);

    private void Count(int classId, ImageObjects image, List<int> detections, List<int> truths, ClassMatcher matcher)
    {
        for (var rank = 0; rank < detections.Count; rank++)
        {
            results.Detections.Add(new(classId, rank, image.Detections.ScoreOf(detections[rank]), matcher.Matched[rank], matcher.Ignored[rank]));
        }

        if (truths.Count > 0)
        {
            results.Truths.Add(TruthRow.Of(classId, image.Truths, truths));
        }
    }
}

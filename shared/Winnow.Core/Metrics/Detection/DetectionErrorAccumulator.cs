using System.Text.Json.Serialization;
using Winnow.Core.Labels;
using Winnow.Core.Metrics.Detection.Internal;

namespace Winnow.Core.Metrics.Detection;

/// <summary>Collects the errors of detections by kind, and what mending each kind would add to AP at IoU 0.5.</summary>
/// <remarks>
/// <para>
/// D. Bolya et al., "TIDE: A general toolbox for identifying object detection errors", ECCV 2020; equal to its code (dbolya/tide 49a5d2a), whose
/// numbers are per cent and ours fractions. Positive from IoU 0.5, background up to 0.1, 100 detections per image (of all classes together;
/// COCO's hundred are per class). AP at 0.5 here also counts classes without truths, with 0. A gain below 0 is 0, but for the two special ones:
/// <c>tide-fp</c> (every wrong detection behind every right one) and <c>tide-fn</c> (no truth that was not found). Crowds: a wrong detection
/// that lies in one of its class is not ranked, yet its error is counted.
/// </para>
/// <para>Ties of scores: by image id (ordinal), then as the detections stand; in a mended ranking those that were wrong come first, as there.</para>
/// <para>Memory: 24 bytes per detection and 8 per truth, no boxes. Merging gives the same in any order, to the last bit.</para>
/// </remarks>
public sealed class DetectionErrorAccumulator
{
    /// <summary>Examples that are kept of each kind.</summary>
    public const int ExamplesPerKind = 100;

    private readonly ImageResults<ErrorRow, ErrorTruthRow> results;
    private readonly ErrorExamples examples = new(ExamplesPerKind);

    public DetectionErrorAccumulator(DetectionOptions options)
    {
        Options = options;
        results = new();
    }

    /// <summary>Continues from a stored state.</summary>
    /// <exception cref="ArgumentException">The state is broken.</exception>
    [JsonConstructor]
    public DetectionErrorAccumulator(DetectionOptions options, DetectionState state, IReadOnlyList<DetectionError> examples)
    {
        Options = options;
        results = new(state);
        foreach (var example in examples)
        {
            this.examples.Add(example);
        }
    }

    public DetectionOptions Options { get; }

    /// <summary>Everything that was counted, in a form that does not depend on the order of images.</summary>
    public DetectionState State => results.ToState();

    /// <summary>The errors with the highest scores, at most <see cref="ExamplesPerKind"/> of each kind; by kind, then the highest score first.</summary>
    public IReadOnlyList<DetectionError> Examples => examples.All;

    /// <summary>Finds the errors on an image, counts them and returns them: by falling score, missed truths last.</summary>
    /// <param name="imageId">The image, which counts once.</param>
    /// <param name="truths">What is on it.</param>
    /// <param name="detections">What was found, each with a score from 0 to 1.</param>
    /// <exception cref="ArgumentException">As <see cref="DetectionAccumulator.AddImage"/>.</exception>
    public IReadOnlyList<DetectionError> AddImage(string imageId, IReadOnlyList<LabelledObject> truths, IReadOnlyList<LabelledObject> detections)
    {
        results.CheckIsNew(imageId);
        var image = new ImageObjects(imageId, truths, detections, Options.Overlap);
        var finder = new ErrorFinder(image);
        var errors = new List<DetectionError>();
        CountDetections(image, finder, errors);
        CountTruths(image, finder, errors);
        results.EndImage(imageId);
        errors.ForEach(examples.Add);
        return errors;
    }

    /// <exception cref="ArgumentException">The other one compares something else, or an image is in both.</exception>
    public void Merge(DetectionErrorAccumulator other)
    {
        if (other.Options != Options)
        {
            throw new ArgumentException($"Overlaps of {Options.Overlap} and of {other.Options.Overlap} have no common errors.", nameof(other));
        }

        results.Merge(other.results);
        foreach (var example in other.Examples)
        {
            examples.Add(example);
        }
    }

    /// <summary>What mending would add to AP at IoU 0.5, by <see cref="DetectionMetricNames"/>; of masks with the prefix <c>mask-</c>.</summary>
    public IReadOnlyDictionary<string, Score> GetScores() => new ErrorSummary(results).ToScores(Options.Overlap);

    /// <summary>Count and cost of each kind.</summary>
    public IReadOnlyList<DetectionErrorShare> GetShares() => new ErrorSummary(results).ToShares();

    private void CountDetections(ImageObjects image, ErrorFinder finder, List<DetectionError> errors)
    {
        for (var rank = 0; rank < finder.Detections.Length; rank++)
        {
            var detection = finder.Detections[rank];
            var (outcome, truth) = finder.Errors[rank];
            var (label, score) = (image.Detections[detection].Label, image.Detections.ScoreOf(detection));
            // The truth's class is that of a badly placed detection, too.
            var mended = finder.MendedTruth(rank) is >= 0 and var index ? results.Classes.IdOf(image.Truths[index].Label) : -1;
            results.Detections.Add(new(results.Classes.IdOf(label), score, outcome, finder.IsIgnored(rank), mended));
            if (outcome != ErrorRow.Right)
            {
                errors.Add(new(image.ImageId, (DetectionErrorKind)outcome, label, detection, truth < 0 ? null : truth, score));
            }
        }
    }

    private void CountTruths(ImageObjects image, ErrorFinder finder, List<DetectionError> errors)
    {
        for (var place = 0; place < finder.Truths.Count; place++)
        {
            var (truth, isMissed) = (finder.Truths[place], finder.IsMissed(place));
            var label = image.Truths[truth].Label;
            results.Truths.Add(new(results.Classes.IdOf(label), finder.IsUnmatched(place), isMissed));
            if (isMissed)
            {
                errors.Add(new(image.ImageId, DetectionErrorKind.Missed, label, null, truth, null));
            }
        }
    }
}

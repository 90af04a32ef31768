using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Images;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>Features of generated images, compared as a whole with those of real ones; every score names the extractor.</summary>
/// <remarks>Images have no loss of their own. The scores' spread is in <c>kid-deviation</c>; there are no bootstrap intervals.</remarks>
public sealed class ImageGenerationEvaluation : TaskEvaluation
{
    private readonly string extractor;

    /// <param name="extractor"><c>name@version</c> of what made the features.</param>
    public ImageGenerationEvaluation(string extractor)
        : this(extractor, null)
    {
    }

    /// <summary>Continues from serialised features.</summary>
    [JsonConstructor]
    public ImageGenerationEvaluation(string extractor, ImageGenerationAccumulator? images) => (this.extractor, Images) = (extractor, images);

    public string Extractor => extractor;

    /// <summary>Null before the first image.</summary>
    public ImageGenerationAccumulator? Images { get; private set; }

    [JsonIgnore]
    public override long Items => Images?.Count ?? 0;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => [];

    [JsonIgnore]
    public override bool NeedsTruth => false;

    public override bool HasTruth(Annotation annotation) => true;

    public override Comparison? Add(EvaluationCase item)
    {
        if (item.Said.Detail?.Vector is not { } vector)
        {
            return null;
        }

        Images ??= new(new(extractor, vector.Count, "as the extractor's card says"));
        Images.Add(item.IsReference, item.Item.Id, vector.ToArray());
        return new(item.IsReference ? "real" : "generated", $"{vector.Count} features", 0, []);
    }

    public override void Merge(TaskEvaluation other)
    {
        if (Same<ImageGenerationEvaluation>(other).Images is { } images)
        {
            Images ??= new(images.Extractor);
            Images.Merge(images);
        }
    }

    public override IReadOnlyDictionary<string, Score> GetScores() => Images?.GetScores() ?? new Dictionary<string, Score>();

    public override IReadOnlyList<MetricEstimator> GetEstimators() => [];

    public override Findings GetFindings() => new();
}

using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Evaluations.Tasks;
using Winnow.Core.Metrics;

namespace Winnow.Core.Evaluations;

/// <summary>How the answers of one task are held against the truth, and the numbers that this gave. Merging is exact, in any order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "task")]
[JsonDerivedType(typeof(ClassificationEvaluation), "classification")]
[JsonDerivedType(typeof(MultiLabelEvaluation), "multi-label")]
[JsonDerivedType(typeof(DetectionEvaluation), "detection")]
[JsonDerivedType(typeof(TextRecognitionEvaluation), "text-recognition")]
[JsonDerivedType(typeof(PageRecognitionEvaluation), "page-recognition")]
[JsonDerivedType(typeof(GenerationEvaluation), "generation")]
[JsonDerivedType(typeof(TaggingEvaluation), "tagging")]
[JsonDerivedType(typeof(RetrievalEvaluation), "retrieval")]
[JsonDerivedType(typeof(EmbeddingEvaluation), "embedding")]
[JsonDerivedType(typeof(RegressionEvaluation), "regression")]
[JsonDerivedType(typeof(SequenceEvaluation), "sequence")]
[JsonDerivedType(typeof(ImageGenerationEvaluation), "image-generation")]
public abstract class TaskEvaluation
{
    /// <summary>Items in the scores.</summary>
    [JsonIgnore]
    public abstract long Items { get; }

    /// <summary>The parts of every comparison.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> PartNames { get; }

    /// <summary>The classes of <see cref="Comparison.Probabilities"/>; empty when none are kept.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> KeptClasses => [];

    /// <summary>Transforms that texts go through before they are compared; empty for tasks without texts.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> Normalisation => [];

    /// <summary>Whether an item needs ground truth to be evaluated.</summary>
    [JsonIgnore]
    public virtual bool NeedsTruth => true;

    /// <summary>Whether saying nothing about an item is an answer: no labels, no objects, no lines, no documents.</summary>
    [JsonIgnore]
    public virtual bool TakesEmpty => false;

    /// <summary>Whether the annotation says what this task needs.</summary>
    public abstract bool HasTruth(Annotation annotation);

    /// <summary>Counts an item; null, and nothing counted, when the prediction does not say what this task needs.</summary>
    public abstract Comparison? Add(EvaluationCase item);

    /// <exception cref="ArgumentException">The other one is of another task.</exception>
    public abstract void Merge(TaskEvaluation other);

    /// <summary>All scores by name.</summary>
    public abstract IReadOnlyDictionary<string, Score> GetScores();

    /// <summary>How metrics are computed from results per item; a metric that is not among them has no interval.</summary>
    public abstract IReadOnlyList<MetricEstimator> GetEstimators();

    /// <summary>What was found beside the scores.</summary>
    public abstract Findings GetFindings();

    /// <summary>What was left out of some scores and why, in words.</summary>
    public virtual IEnumerable<string> GetNotes() => [];

    /// <summary>The other one as what it must be to be merged.</summary>
    protected static T Same<T>(TaskEvaluation other)
        where T : TaskEvaluation =>
        other as T ?? throw new ArgumentException($"Numbers of a {other.GetType().Name} cannot be merged into those of a {typeof(T).Name}.", nameof(other));
}

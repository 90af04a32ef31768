using Winnow.Core.Metrics.Detection;
using Winnow.Core.Models;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>The evaluation of every task.</summary>
public static class TaskEvaluations
{
    /// <summary>Starts the evaluation of a task.</summary>
    /// <param name="spec">Names the task.</param>
    /// <param name="classes">The classes that brought predictions give probabilities of, in a fixed order; null when the predictions say, or have none.</param>
    public static TaskEvaluation Create(EvaluationSpec spec, IReadOnlyList<string>? classes = null) => spec.Task switch
    {
        ModelTask.Classification => new ClassificationEvaluation(classes),
        ModelTask.MultiLabel => new MultiLabelEvaluation(classes),
        ModelTask.Detection => new DetectionEvaluation(OverlapKind.Box),
        ModelTask.Segmentation => new DetectionEvaluation(OverlapKind.Mask),
        ModelTask.TextRecognition => new TextRecognitionEvaluation(),
        ModelTask.PageRecognition => new PageRecognitionEvaluation(),
        ModelTask.Generation => new GenerationEvaluation(),
        ModelTask.Tagging => new TaggingEvaluation(),
        ModelTask.Retrieval => new RetrievalEvaluation(),
        ModelTask.Embedding => new EmbeddingEvaluation(),
        ModelTask.Regression => new RegressionEvaluation(),
        ModelTask.Sequence => new SequenceEvaluation(),
        ModelTask.ImageGeneration => new ImageGenerationEvaluation(spec.Model),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec.Task, "No evaluation is defined for this task."),
    };
}

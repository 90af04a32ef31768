using Winnow.Core.Errors;
using Winnow.Core.Models;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>The evaluation of every task.</summary>
public static class TaskEvaluations
{
    /// <summary>Starts the evaluation of a task.</summary>
    public static TaskEvaluation Create(EvaluationSpec spec) => spec.Task switch
    {
        ModelTask.Classification => new ClassificationEvaluation(spec.Classes),
        ModelTask.TextRecognition => new TextRecognitionEvaluation(),
        _ => throw new WinnowException(ErrorCodes.TaskMismatch, $"The task {spec.Task.ToName()} cannot be evaluated."),
    };
}

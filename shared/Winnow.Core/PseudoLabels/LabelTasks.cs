using Winnow.Core.Models;

namespace Winnow.Core.PseudoLabels;

/// <summary>What pseudo-labels can be had from models of a task.</summary>
public static class LabelTasks
{
    /// <summary>Whether an answer is one class with probabilities that sum to 1.</summary>
    public static bool HasProbabilities(this ModelTask task) => task is ModelTask.Classification or ModelTask.Sequence;

    /// <summary>Whether an answer is one class or one text, so that it is right or wrong, and can be the same as another model's.</summary>
    public static bool HasOneAnswer(this ModelTask task) => task.HasProbabilities() || task == ModelTask.TextRecognition;
}

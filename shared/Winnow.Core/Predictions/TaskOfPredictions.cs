using Winnow.Core.Catalogue;
using Winnow.Core.Labels;
using Winnow.Core.Models;

namespace Winnow.Core.Predictions;

/// <summary>Which task a prediction is an answer to, as far as what it says tells.</summary>
public static class TaskOfPredictions
{
    /// <summary>The task; of a text alone, text recognition. Null when it says nothing.</summary>
    public static ModelTask? Of(NamedPrediction prediction) => Of(prediction.Detail) ?? (
        prediction.Label is not null ? ModelTask.Classification
        : prediction.Text is not null ? ModelTask.TextRecognition
        : null);

    private static ModelTask? Of(LabelDetail? detail) => detail switch
    {
        null => null,
        { Objects: { } objects } => objects.Any(one => one.Text is not null) ? ModelTask.PageRecognition
            : objects.Any(one => one.Mask is not null) ? ModelTask.Segmentation
            : ModelTask.Detection,
        { Labels: not null } => ModelTask.MultiLabel,
        { Steps: not null } => ModelTask.Sequence,
        { Tags: not null } => ModelTask.Tagging,
        { Ranking: not null } => ModelTask.Retrieval,
        { Vector: not null } => ModelTask.Embedding,
        { Value: not null } => ModelTask.Regression,
        { Texts: not null } or { Passed: not null } => ModelTask.Generation,
        _ => null,
    };
}

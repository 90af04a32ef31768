using Winnow.Core.Models;

namespace Winnow.Core.Metrics;

/// <summary>The names of metrics, as requests and reports use them.</summary>
public static class MetricNames
{
    public const string Accuracy = "accuracy";
    public const string ExpectedCalibrationError = "ece";
    public const string CharacterErrorRate = "cer";
    public const string WordErrorRate = "wer";
    public const string ExactMatch = "exact-match";

    /// <summary>The metrics of a task, the most telling first.</summary>
    public static IReadOnlyList<string> Of(ModelTask task) => task switch
    {
        ModelTask.Classification =>
        [
            Accuracy, "macro-f1", "macro-precision", "macro-recall", "weighted-f1", "weighted-precision", "weighted-recall",
            "micro-f1", "micro-precision", "micro-recall", ExpectedCalibrationError,
        ],
        ModelTask.TextRecognition => [CharacterErrorRate, WordErrorRate, ExactMatch],
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "No metrics are defined for this task."),
    };
}

namespace Winnow.Core.Metrics.Sequences;

/// <summary>The names of the scores of sequences, beside those of the classification of their answers.</summary>
public static class SequenceMetricNames
{
    public const string EarliestCorrectShare = "earliest-correct-share";
    public const string MedianEarliestCorrectShare = "earliest-correct-share-median";
    public const string EarliestCorrectSteps = "earliest-correct-steps";
    public const string MedianEarliestCorrectSteps = "earliest-correct-steps-median";

    /// <summary>The accuracy of what is said when a part of each sequence has been seen: <c>early-accuracy-25</c>.</summary>
    public static string EarlyAccuracy(int percent) => $"early-accuracy-{percent}";
}

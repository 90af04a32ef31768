namespace Winnow.Core.Evaluations;

/// <summary>How far an answer is from the truth.</summary>
/// <param name="Truth">The truth, in words.</param>
/// <param name="Predicted">The answer, in words.</param>
/// <param name="Loss">Error of this item, 0 for a right answer; what it measures depends on the task (docs/metrics.md).</param>
/// <param name="Parts">What the item adds to the sums from which metrics are resampled, in the order of <see cref="TaskEvaluation.PartNames"/>.</param>
public sealed record Comparison(string Truth, string Predicted, double Loss, double[] Parts)
{
    /// <summary>Probability by class in the order of the task's classes; null unless the task keeps them.</summary>
    public double[]? Probabilities { get; init; }

    /// <summary>Objects that a report draws over the picture; null for tasks without objects.</summary>
    public IReadOnlyList<DrawnObject>? Objects { get; init; }

    /// <summary>Facts about the answer that slices may use, by name.</summary>
    public IReadOnlyDictionary<string, double>? Numbers { get; init; }
}

namespace Winnow.Inference;

/// <summary>How a model did on the sample of its card.</summary>
/// <param name="Said">What it said.</param>
/// <param name="Differences">What is not as the card expects, each as a sentence; empty: all is.</param>
public sealed record SampleCheck(InferenceResult Said, IReadOnlyList<string> Differences);

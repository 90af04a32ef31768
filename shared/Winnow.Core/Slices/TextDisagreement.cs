namespace Winnow.Core.Slices;

/// <summary>A text that a model confidently reads differently than it is annotated.</summary>
/// <param name="Annotated">The annotation.</param>
/// <param name="Read">What the model read.</param>
/// <param name="Similarity">1 − edit distance / length of the longer text (code points, after normalisation), 0 to below 1.</param>
/// <param name="IsSlip">
/// Whether they are so alike (<see cref="TextDisagreements.SlipSimilarity"/> or more) that the annotation likely has a slip; otherwise it may belong to
/// another item.
/// </param>
public sealed record TextDisagreement(string Annotated, string Read, double Similarity, bool IsSlip);

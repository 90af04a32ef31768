namespace Winnow.Core.Metrics.Text;

/// <summary>One step of an alignment.</summary>
/// <param name="Reference">Index of the symbol in the reference; -1 for an insertion.</param>
/// <param name="Hypothesis">Index of the symbol in the hypothesis; -1 for a deletion.</param>
public readonly record struct Edit(int Reference, int Hypothesis);

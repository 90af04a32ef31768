namespace Winnow.Core.Metrics.Text;

/// <summary>How often one character was read as another.</summary>
/// <param name="Reference">What stands there; empty: nothing (an insertion).</param>
/// <param name="Hypothesis">What was read; empty: nothing (a deletion).</param>
/// <param name="Count">How often.</param>
public sealed record CharacterConfusion(string Reference, string Hypothesis, long Count);

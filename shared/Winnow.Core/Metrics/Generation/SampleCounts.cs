namespace Winnow.Core.Metrics.Generation;

/// <summary>How many solutions of a problem were generated, and how many passed its tests.</summary>
/// <param name="Samples">Solutions; at least 1.</param>
/// <param name="Passed">Solutions that passed; at most as many.</param>
public readonly record struct SampleCounts(int Samples, int Passed);

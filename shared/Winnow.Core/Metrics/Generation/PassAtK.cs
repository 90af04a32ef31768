namespace Winnow.Core.Metrics.Generation;

/// <summary>The mean of pass@k over the problems with at least k samples.</summary>
/// <param name="K">Solutions that one may try.</param>
/// <param name="Mean">The mean, 0 to 1.</param>
/// <param name="LeftOut">Problems with fewer samples, which are not in it.</param>
public readonly record struct PassAtK(int K, ExactMean Mean, long LeftOut);

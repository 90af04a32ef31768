namespace Winnow.Core.Statistics;

/// <summary>How an interval is read off the bootstrap distribution.</summary>
public enum BootstrapMethod
{
    /// <summary>Its quantiles at (1 − level)/2 and (1 + level)/2.</summary>
    Percentile,

    /// <summary>Bias-corrected and accelerated: quantiles moved by the median bias and by the skewness that the jackknife finds.</summary>
    Bca,
}

namespace Winnow.Core.Statistics;

/// <summary>How often, how wide and from which seed to resample.</summary>
public sealed record BootstrapOptions
{
    /// <summary>The largest number of resamples, and of trials.</summary>
    public const int MaximumResamples = 10_000_000;

    /// <value>Resamples. Default 2,000.</value>
    public int Resamples
    {
        get;
        init => field = value is >= 1 and <= MaximumResamples
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Resamples), value, $"A bootstrap takes 1 to {MaximumResamples} resamples.");
    } = 2_000;

    /// <value>Share of repeated samples whose interval covers the true value. Default 0.95.</value>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Level), value, "A level is between 0 and 1.");
    } = 0.95;

    /// <value>The same seed gives the same numbers, on any number of cores. Default 1.</value>
    public long Seed { get; init; } = 1;

    /// <value>Default <see cref="BootstrapMethod.Percentile"/>.</value>
    public BootstrapMethod Method { get; init; }
}

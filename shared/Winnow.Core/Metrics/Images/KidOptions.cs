namespace Winnow.Core.Metrics.Images;

/// <summary>How the spread of the kernel distance is estimated.</summary>
public sealed record KidOptions
{
    /// <value>Pairs of subsets. Default 20 (clean-fid takes 100: five times the time).</value>
    public int Subsets { get; init; } = 20;

    /// <value>Images of a subset, at most half of the smaller set. Default 1,000.</value>
    public int SubsetSize { get; init; } = 1_000;

    /// <value>The same seed draws the same subsets. Default 1.</value>
    public long Seed { get; init; } = 1;
}

using Winnow.Core.Statistics;

namespace Winnow.Core.Benchmarks;

/// <summary>How far an entry is from a better one, over the items that both evaluated.</summary>
/// <param name="Leader">The best entry of its rank group; for the best of a group, the best of the group above.</param>
/// <param name="Difference">This entry − leader.</param>
/// <param name="Interval">Paired confidence interval of the difference; null where there is none.</param>
/// <param name="PValue">Paired and two-sided: by randomisation, or where outputs cannot be swapped from the interval's width.</param>
/// <param name="Adjusted">After Benjamini–Hochberg over the comparisons with this leader.</param>
/// <param name="Shared">Items that both evaluated.</param>
public sealed record BoardGap(string Leader, double Difference, Interval? Interval, double? PValue, double? Adjusted, long Shared)
{
    /// <summary>Whether the leader is better beyond noise.</summary>
    internal bool IsBeyondNoise(bool isHigherBetter, double level) =>
        (isHigherBetter ? Difference < 0 : Difference > 0)
        && (Interval is not { } interval || (isHigherBetter ? interval.High < 0 : interval.Low > 0))
        && Adjusted < 1 - level;
}

using System.Globalization;
using Winnow.Core.Statistics.Internal;

namespace Winnow.Core.Statistics;

/// <summary>B. Welch's t-test: whether two independent samples with different variances have the same mean. For slices.</summary>
/// <remarks>As scipy.stats.ttest_ind with <c>equal_var=False</c>: two-sided, degrees of freedom by Welch and Satterthwaite.</remarks>
public static class WelchTest
{
    /// <returns>Null when either sample has fewer than two values, or neither varies.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static TestResult? Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => Of(SampleMoments.Of(first), SampleMoments.Of(second));

    /// <returns>Null when either sample has fewer than two values, or neither varies.</returns>
    public static TestResult? Of(SampleMoments first, SampleMoments second)
    {
        if (first.Count < 2 || second.Count < 2)
        {
            return null;
        }

        var (left, right) = (first.Variance / first.Count, second.Variance / second.Count);
        var variance = left + right;
        if (!(variance > 0))
        {
            return null;
        }

        var t = (first.Mean - second.Mean) / Math.Sqrt(variance);
        var degrees = variance * variance / ((left * left / (first.Count - 1)) + (right * right / (second.Count - 1)));
        var method = string.Create(CultureInfo.InvariantCulture, $"welch t|two-sided|degrees of freedom:{degrees:0.###}");
        return new(t, Distributions.StudentTwoSided(t, degrees), method);
    }
}

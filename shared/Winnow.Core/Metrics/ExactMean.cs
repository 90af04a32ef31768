using System.Text.Json.Serialization;

namespace Winnow.Core.Metrics;

/// <summary>A mean of numbers from 0 to 1 that does not depend on their order.</summary>
/// <remarks>
/// The numbers are summed as whole multiples of 10⁻¹⁰, so that sums are exact and shards merge in any order; the mean differs by at most 5·10⁻¹¹
/// from the true one. It holds up to 9·10⁸ numbers.
/// </remarks>
/// <param name="Units">The sum in units of 10⁻¹⁰.</param>
/// <param name="Items">How many numbers were summed.</param>
public readonly record struct ExactMean(long Units, long Items)
{
    private const double UnitsPerOne = 1e10;

    /// <summary>The mean, 0 to 1; null without numbers.</summary>
    [JsonIgnore]
    public double? Value => Items == 0 ? null : Units / UnitsPerOne / Items;

    public static ExactMean operator +(ExactMean left, ExactMean right) => new(checked(left.Units + right.Units), left.Items + right.Items);

    public static ExactMean Add(ExactMean left, ExactMean right) => left + right;

    /// <param name="number">0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not from 0 to 1.</exception>
    public ExactMean Plus(double number) => number is >= 0 and <= 1
        ? new(checked(Units + (long)Math.Round(number * UnitsPerOne)), Items + 1)
        : throw new ArgumentOutOfRangeException(nameof(number), number, "A number to average is from 0 to 1.");
}

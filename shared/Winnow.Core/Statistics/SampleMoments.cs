namespace Winnow.Core.Statistics;

/// <summary>Count, mean and variance of a sample.</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Mean">0 without values.</param>
/// <param name="Variance">Of the population that was sampled (n − 1); 0 with fewer than two values.</param>
public readonly record struct SampleMoments(long Count, double Mean, double Variance)
{
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static SampleMoments Of(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        foreach (var value in values)
        {
            mean += double.IsFinite(value)
                ? value / values.Length
                : throw new ArgumentException($"{value} is among the values; they must be finite.", nameof(values));
        }

        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new(values.Length, mean, values.Length < 2 ? 0 : squares / (values.Length - 1));
    }
}

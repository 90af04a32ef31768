using Winnow.Core.Statistics.Internal;

namespace Winnow.Core.Tests.Statistics;

/// <summary>Samples with a seed.</summary>
internal static class Some
{
    public static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    public static double[] Rights(int count, double accuracy, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < accuracy ? 1.0 : 0)];
    }

    public static double[] Normals(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Normal(random))];
    }

    public static double Normal(Random random) => Distributions.NormalQuantile((random.Next() + 0.5) / int.MaxValue);

    public static double Mean(double[] values, ReadOnlySpan<int> weights)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * values[i];
            count += weights[i];
        }

        return sum / count;
    }
}

using Winnow.Core.Metrics;

namespace Winnow.Core.Tests.Metrics.Classification;

/// <summary>Numbers that may be missing, equal to the ninth digit.</summary>
internal static class Near
{
    private const double Tolerance = 1e-9;

    public static void Equal(double? expected, Score actual) => Equal(expected, actual.Value);

    public static void Equal(double? expected, double? actual)
    {
        Assert.Equal(expected.HasValue, actual.HasValue);
        Assert.Equal(expected ?? 0, actual ?? 0, Tolerance);
    }

    public static void Equal(IEnumerable<double?> expected, IEnumerable<double?> actual)
    {
        var (wanted, given) = (expected.ToArray(), actual.ToArray());
        Assert.Equal(wanted.Length, given.Length);
        Assert.All(wanted.Zip(given), pair => Equal(pair.First, pair.Second));
    }
}

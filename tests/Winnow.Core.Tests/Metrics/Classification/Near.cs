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

    public static void Equal(IEnumerable<double?> expected, IEnumerable<double?> actual) =>
        Assert.All(expected.Zip(actual, (e, a) => (e, a)), pair => Equal(pair.e, pair.a));
}

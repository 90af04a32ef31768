using Winnow.Core.Metrics.Images;

namespace Winnow.Core.Tests.Metrics.Images;

public sealed class KidAndManifoldTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Kid_OfReferenceCases_EqualsCleanFid()
    {
        var cases = ImagesReference.Load().Where(c => c.Kid is not null).ToArray();
        Assert.True(cases.Length > 100, $"{cases.Length} cases");
        foreach (var expected in cases)
        {
            var kid = Kid.Compute(expected.Real, expected.Fake, new KidOptions())!;
            Assert.Equal(expected.Kid!.Value, kid.Value, Tolerance * Math.Max(1, LargestKernel(expected)));
        }
    }

    [Fact]
    public void Kid_OfSetsOfDifferentSizes_IsItsDefinition()
    {
        foreach (var expected in ImagesReference.Load().Where(c => c.Real.Length != c.Fake.Length))
        {
            var value = MeanOfPairs(expected.Real) + MeanOfPairs(expected.Fake)
                - (2 * expected.Real.Average(x => expected.Fake.Average(y => Kernel(x, y))));
            Assert.Equal(value, Kid.Compute(expected.Real, expected.Fake, new KidOptions())!.Value, Tolerance * Math.Max(1, LargestKernel(expected)));
        }
    }

    [Fact]
    public void Kid_Deviation_IsThatOfSubsetsAndFollowsTheSeed()
    {
        var (real, fake) = (ImagesReference.Load()[^1].Real, ImagesReference.Load()[^1].Fake);
        var first = Kid.Compute(real, fake, new KidOptions())!;
        Assert.Equal(70, first.SubsetSize);
        Assert.Equal(first, Kid.Compute(real, fake, new KidOptions()));
        Assert.NotEqual(first.Deviation, Kid.Compute(real, fake, new KidOptions { Seed = 2 })!.Deviation);
        Assert.Equal(first.Value, Kid.Compute(real, fake, new KidOptions { Seed = 2 })!.Value);
        Assert.InRange(first.Deviation!.Value, 100, 3000);
    }

    [Fact]
    public void Kid_OfTooFewImages_IsNull()
    {
        Assert.Null(Kid.Compute([[1]], [[1], [2]], new KidOptions()));
        Assert.Null(Kid.Compute([[1], [2]], [[1], [2]], new KidOptions())!.Deviation);
    }

    [Fact]
    public void Manifold_OfReferenceCases_EqualsPrdc()
    {
        var cases = ImagesReference.Load().Where(c => c.Manifold is not null).ToArray();
        Assert.True(cases.Length > 150, $"{cases.Length} cases");
        foreach (var expected in cases)
        {
            var result = ManifoldMetrics.Compute(expected.Real, expected.Fake, expected.Neighbours)!;
            Assert.Equal(expected.Manifold!.Precision, result.Precision, Tolerance);
            Assert.Equal(expected.Manifold.Recall, result.Recall, Tolerance);
            Assert.Equal(expected.Manifold.Density, result.Density, Tolerance);
            Assert.Equal(expected.Manifold.Coverage, result.Coverage, Tolerance);
        }
    }

    [Fact]
    public void Manifold_OfTooFewImages_IsNull()
    {
        float[][] six = [[0], [1], [2], [3], [4], [5]];
        Assert.Null(ManifoldMetrics.Compute(six, six[..5]));
        Assert.Equal(new ManifoldResult(1, 1, 1, 1), ManifoldMetrics.Compute(six, six));
    }

    [Fact]
    public void Manifold_OfTooManyImages_SaysTheLimit()
    {
        var vector = new float[1];
        var many = Enumerable.Repeat(vector, ManifoldMetrics.MaximumImages + 1).ToArray();
        Assert.Contains("20001 images were given; at most 20000", Assert.Throws<ArgumentException>(() => ManifoldMetrics.Compute(many, many[..9])).Message, StringComparison.Ordinal);
    }

    private static double MeanOfPairs(float[][] vectors) =>
        (vectors.Sum(x => vectors.Sum(y => Kernel(x, y))) - vectors.Sum(x => Kernel(x, x))) / vectors.Length / (vectors.Length - 1);

    private static double Kernel(float[] x, float[] y) => Math.Pow((x.Zip(y, (a, b) => (double)a * b).Sum() / x.Length) + 1, 3);

    private static double LargestKernel(ImagesReference.Case sets) => sets.Real.Concat(sets.Fake).Max(x => Kernel(x, x));
}

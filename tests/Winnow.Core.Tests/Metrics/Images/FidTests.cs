using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics.Images;

namespace Winnow.Core.Tests.Metrics.Images;

public sealed class FidTests
{
    private static readonly Gen<float[][]> s_vectors = Gen.Float[-100, 100].Array[5].Array[2, 200];

    [Fact]
    public void Compute_OfReferenceCases_EqualsCleanFid()
    {
        // The distance is a difference of traces: rounding is relative to these. Of singular covariances scipy's root is the less exact one
        // (up to 3e-4 off): these are held against the singular values of the data.
        foreach (var expected in ImagesReference.Load())
        {
            var (real, fake) = (Moments(expected.Real), Moments(expected.Fake));
            var scale = Trace(real) + Trace(fake);
            var fid = Fid.Compute(real, fake)!.Value;
            Assert.Equal(expected.Exact, fid, 1e-6 * Math.Max(expected.Exact, expected.IsFullRank ? 1e-3 * scale : scale));
            Assert.True(!expected.IsFullRank || Math.Abs(expected.Fid - fid) <= 1e-6 * Math.Max(expected.Fid, 1e-3 * scale), $"{expected.Fid} is not {fid}");
        }
    }

    [Fact]
    public void Compute_OfASetAndItself_IsZero()
    {
        var vectors = ImagesReference.Load()[^1].Real;
        Assert.Equal(0, Fid.Compute(Moments(vectors), Moments(vectors))!.Value, 1e-12);
    }

    [Fact]
    public void Compute_OfFewerThanTwoVectors_IsNull() => Assert.Null(Fid.Compute(Moments([[1, 2]]), Moments([[1, 2], [2, 1]])));

    [Fact]
    public void Compute_OfDifferentDimensions_Throws() => Assert.Throws<ArgumentException>(() => Fid.Compute(new FeatureMoments(2), new FeatureMoments(3)));

    [Fact]
    public void Moments_OfManyVectors_AreThoseOfTheDefinition() => s_vectors.Sample(vectors =>
    {
        var (mean, covariance) = (Moments(vectors).GetMean(), Moments(vectors).GetCovariance()!);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(vectors.Average(v => (double)v[i]), mean[i], 1e-9);
            for (var j = 0; j < 5; j++)
            {
                var expected = vectors.Sum(v => (v[i] - mean[i]) * (v[j] - mean[j])) / (vectors.Length - 1);
                Assert.Equal(expected, covariance[(5 * i) + j], 1e-8);
            }
        }
    }, iter: 30);

    [Fact]
    public void Moments_MergedInAnyOrder_AreEqualButForRounding() => Gen.Select(s_vectors, Gen.Int[1, 7]).Sample((vectors, shards) =>
    {
        var parts = vectors.Select((vector, i) => (vector, i)).GroupBy(pair => pair.i * 31 % shards, pair => pair.vector).Select(part => Moments([.. part]));
        var merged = new FeatureMoments(5);
        foreach (var part in parts.Reverse())
        {
            merged.Merge(JsonSerializer.Deserialize<FeatureMoments>(JsonSerializer.Serialize(part, EvaluationJson.Options), EvaluationJson.Options)!);
        }

        var whole = Moments(vectors);
        Assert.Equal(whole.Count, merged.Count);
        Assert.All(whole.GetMean().Zip(merged.GetMean()), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        Assert.All(whole.GetCovariance()!.Zip(merged.GetCovariance()!), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * Trace(whole)));
    }, iter: 50);

    [Fact]
    public void Moments_OfBadVectors_Throw()
    {
        var moments = new FeatureMoments(2);
        Assert.Throws<ArgumentException>(() => moments.Add([1]));
        Assert.Throws<ArgumentException>(() => moments.Add([1, float.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => moments.Merge(new FeatureMoments(3)));
        Assert.Throws<ArgumentException>(() => new FeatureMoments(2, 1, new byte[8], new byte[32]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeatureMoments(0));
        Assert.Equal(0, moments.Count);
    }

    private static FeatureMoments Moments(float[][] vectors)
    {
        var moments = new FeatureMoments(vectors[0].Length);
        foreach (var vector in vectors)
        {
            moments.Add(vector);
        }

        return moments;
    }

    private static double Trace(FeatureMoments moments) =>
        Enumerable.Range(0, moments.Dimensions).Sum(i => moments.GetCovariance()![i * (moments.Dimensions + 1)]);
}

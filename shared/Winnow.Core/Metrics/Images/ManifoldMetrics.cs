using Winnow.Core.Metrics.Images.Internal;

namespace Winnow.Core.Metrics.Images;

/// <summary>Improved precision and recall, density and coverage of generated images.</summary>
/// <remarks>
/// T. Kynkäänniemi et al., "Improved precision and recall metric for assessing generative models", 2019; M. Naeem et al., "Reliable fidelity and
/// diversity metrics for generative models", 2020. A ball's radius is the Euclidean distance to the k-th nearest neighbour of the same set; what lies
/// on its surface is outside. As the authors' prdc (e320c1d) computes them, with its k of 5 (Kynkäänniemi et al. take 3). Distances are computed by differences, in
/// doubles, in blocks: time images² · dimensions, memory of a few blocks.
/// </remarks>
public static class ManifoldMetrics
{
    /// <summary>Neighbours that a ball reaches.</summary>
    public const int Neighbours = 5;

    /// <summary>The most images of a set; at 2,048 dimensions they take minutes on two cores.</summary>
    public const int MaximumImages = 20_000;

    /// <summary>Computes the four metrics.</summary>
    /// <param name="reference">Vectors of one length.</param>
    /// <param name="generated">Vectors of the same length.</param>
    /// <param name="neighbours">k, 1 or more.</param>
    /// <returns>Null when either set has k vectors or fewer.</returns>
    /// <exception cref="ArgumentException">A set is larger than 20,000 vectors.</exception>
    public static ManifoldResult? Compute(IReadOnlyList<float[]> reference, IReadOnlyList<float[]> generated, int neighbours = Neighbours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        var (real, fake) = (Limited(reference), Limited(generated));
        if (real.Count <= neighbours || fake.Count <= neighbours)
        {
            return null;
        }

        return Overlap(real, fake, NeighbourRadii.Of(real, neighbours), NeighbourRadii.Of(fake, neighbours), neighbours);
    }

    private static ManifoldResult Overlap(FloatRows real, FloatRows fake, double[] realRadii, double[] fakeRadii, int neighbours)
    {
        var ballsAround = new int[fake.Count];
        var (isRecalled, isCovered) = (new bool[real.Count], new bool[real.Count]);
        PairBlocks.Visit<SquaredDistance>(real, fake, isUpperOnly: false, (in block) =>
        {
            for (var row = 0; row < block.Rows; row++)
            {
                var distances = block.Row(row);
                var image = block.FirstRow + row;
                for (var i = 0; i < distances.Length; i++)
                {
                    isRecalled[image] |= distances[i] < fakeRadii[block.FirstColumn + i];
                    if (distances[i] < realRadii[image])
                    {
                        isCovered[image] = true;
                        Interlocked.Increment(ref ballsAround[block.FirstColumn + i]);
                    }
                }
            }
        });
        return new(
            Share(ballsAround.Count(balls => balls > 0), fake), Share(isRecalled.Count(recalled => recalled), real),
            (double)ballsAround.Sum(balls => (long)balls) / neighbours / fake.Count, Share(isCovered.Count(covered => covered), real));
    }

    private static double Share(int count, FloatRows of) => (double)count / of.Count;

    private static FloatRows Limited(IReadOnlyList<float[]> vectors) => vectors.Count <= MaximumImages
        ? new(vectors)
        : throw new ArgumentException(
            $"{vectors.Count} images were given; at most {MaximumImages} of a set are compared. Take a sample.", nameof(vectors));
}

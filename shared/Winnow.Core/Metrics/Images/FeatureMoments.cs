using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Images.Internal;

namespace Winnow.Core.Metrics.Images;

/// <summary>Collects the mean and the covariance of vectors in one pass: of reference sets of any size.</summary>
/// <remarks>
/// Doubles, added in blocks of 64 vectors around the block's mean and merged by T. Chan, G. Golub and R. LeVeque, 1979. Order and shards change the
/// numbers by about 1e-13 of their size, not by more. Memory: 8 bytes · dimensions² (32 MiB for 2,048), and as much for the covariance.
/// </remarks>
public sealed class FeatureMoments
{
    private readonly double[] mean;
    private readonly double[] comoments;
    private readonly float[][] waiting = new float[Tiles.Rows][];
    private long added;
    private int waitingCount;

    /// <param name="dimensions">Length of a vector, 1 to 4,096.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such vectors.</exception>
    public FeatureMoments(int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, FeatureExtractor.MaximumDimensions);
        Dimensions = dimensions;
        mean = new double[dimensions];
        comoments = new double[dimensions * dimensions];
    }

    /// <summary>Continues from serialised numbers.</summary>
    /// <exception cref="ArgumentException">Their sizes do not fit the dimensions.</exception>
    [JsonConstructor]
    public FeatureMoments(int dimensions, long count, byte[] meanBytes, byte[] comomentBytes)
        : this(dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        added = count;
        Fill(meanBytes, mean);
        Fill(comomentBytes, comoments);
    }

    public int Dimensions { get; }

    public long Count => added + waitingCount;

    /// <summary>The mean, as little-endian 64-bit floats.</summary>
    public byte[] MeanBytes => MemoryMarshal.AsBytes<double>(Settled().mean).ToArray();

    /// <summary>Sums of products of deviations, row by row; only those from the diagonal to the right count.</summary>
    public byte[] ComomentBytes => MemoryMarshal.AsBytes<double>(Settled().comoments).ToArray();

    /// <exception cref="ArgumentException">The vector has another length, or a value that is not finite.</exception>
    public void Add(ReadOnlySpan<float> vector)
    {
        waiting[waitingCount] = Vectors.Checked(vector, Dimensions);
        if (++waitingCount == waiting.Length)
        {
            Settle();
        }
    }

    /// <exception cref="ArgumentException">The other has vectors of another length.</exception>
    public void Merge(FeatureMoments other)
    {
        if (other.Dimensions != Dimensions)
        {
            throw new ArgumentException($"Vectors of {other.Dimensions} dimensions cannot be merged into {Dimensions}.", nameof(other));
        }

        Settle();
        other.Settle();
        for (var i = 0; i < comoments.Length; i++)
        {
            comoments[i] += other.comoments[i];
        }

        Shift(other.added, other.mean);
    }

    /// <summary>The mean; zeros without vectors.</summary>
    public double[] GetMean() => [.. Settled().mean];

    /// <summary>The covariance (n − 1), row by row; null with fewer than two vectors.</summary>
    public double[]? GetCovariance()
    {
        Settle();
        if (added < 2)
        {
            return null;
        }

        var covariance = new double[comoments.Length];
        for (var row = 0; row < Dimensions; row++)
        {
            for (var column = row; column < Dimensions; column++)
            {
                var value = comoments[(row * Dimensions) + column] / (added - 1);
                covariance[(row * Dimensions) + column] = value;
                covariance[(column * Dimensions) + row] = value;
            }
        }

        return covariance;
    }

    private FeatureMoments Settled()
    {
        Settle();
        return this;
    }

    /// <summary>Takes the waiting vectors in.</summary>
    private void Settle()
    {
        if (waitingCount == 0)
        {
            return;
        }

        var (blockMean, deviations) = Centred();
        PairBlocks.Visit<InnerProduct>(deviations, deviations, isUpperOnly: true, (in block) =>
        {
            for (var row = 0; row < block.Rows; row++)
            {
                var sums = comoments.AsSpan(((block.FirstRow + row) * Dimensions) + block.FirstColumn, block.Columns);
                for (var i = 0; i < sums.Length; i++)
                {
                    sums[i] += block.Row(row)[i];
                }
            }
        });
        Shift(waitingCount, blockMean);
        waitingCount = 0;
    }

    /// <summary>The mean of the waiting vectors, and their deviations from it: a row for each dimension.</summary>
    private (double[] Mean, MatrixRows Deviations) Centred()
    {
        var (blockMean, deviations) = (new double[Dimensions], new double[Dimensions * waitingCount]);
        for (var d = 0; d < Dimensions; d++)
        {
            for (var i = 0; i < waitingCount; i++)
            {
                blockMean[d] += waiting[i][d] / (double)waitingCount;
            }

            for (var i = 0; i < waitingCount; i++)
            {
                deviations[(d * waitingCount) + i] = waiting[i][d] - blockMean[d];
            }
        }

        return (blockMean, new(deviations, Dimensions, waitingCount));
    }

    /// <summary>Counts vectors whose sums around their own mean were added: moves both to the common mean.</summary>
    private void Shift(long otherCount, double[] otherMean)
    {
        var total = Math.Max(1, added + otherCount);
        var shifts = otherMean.Zip(mean, (there, here) => there - here).ToArray();
        var weight = (double)added * otherCount / total;
        for (var row = 0; row < Dimensions; row++)
        {
            for (var column = row; column < Dimensions; column++)
            {
                comoments[(row * Dimensions) + column] += weight * shifts[row] * shifts[column];
            }

            mean[row] += shifts[row] * otherCount / total;
        }

        added += otherCount;
    }

    private static void Fill(byte[] bytes, double[] values)
    {
        if (bytes.Length != values.Length * sizeof(double))
        {
            throw new ArgumentException($"{bytes.Length} bytes were given for {values.Length} numbers.", nameof(bytes));
        }

        MemoryMarshal.Cast<byte, double>(bytes).CopyTo(values);
    }
}

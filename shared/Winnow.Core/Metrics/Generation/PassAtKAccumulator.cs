using System.Text.Json.Serialization;

namespace Winnow.Core.Metrics.Generation;

/// <summary>Collects how many generated solutions of a problem pass, for pass@k.</summary>
/// <remarks>
/// M. Chen et al., "Evaluating large language models trained on code", 2021: of n samples of which c passed, the unbiased estimate is
/// 1 − C(n−c, k) / C(n, k); the score is the mean over problems. A problem with fewer than k samples is left out of pass@k, and the signature says how
/// many were.
/// </remarks>
public sealed class PassAtKAccumulator
{
    private readonly PassAtK[] ks;

    public PassAtKAccumulator()
        : this([1, 5, 10, 100])
    {
    }

    /// <param name="ks">The values of k, each once and at least 1.</param>
    /// <exception cref="ArgumentException">A k is below 1 or there twice.</exception>
    public PassAtKAccumulator(IReadOnlyList<int> ks)
        : this([.. ks.Order().Select(k => new PassAtK(k, default, 0))])
    {
    }

    /// <summary>Continues from serialised means.</summary>
    [JsonConstructor]
    public PassAtKAccumulator(IReadOnlyList<PassAtK> means)
    {
        ks = [.. means];
        for (var i = 0; i < ks.Length; i++)
        {
            if (ks[i].K < 1 || (i > 0 && ks[i].K == ks[i - 1].K))
            {
                throw new ArgumentException($"k = {ks[i].K}: every k is at least 1 and given once.", nameof(means));
            }
        }
    }

    /// <summary>The means, ordered by k.</summary>
    public IReadOnlyList<PassAtK> Means => ks;

    /// <summary>The estimate for one problem, 0 to 1.</summary>
    /// <param name="counts">Its samples.</param>
    /// <param name="k">At most as many as there are samples.</param>
    public static double Estimate(SampleCounts counts, int k)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, counts.Samples);
        var failed = counts.Samples - counts.Passed;
        if (failed < k)
        {
            return 1;
        }

        var none = 1.0;
        for (var i = failed + 1; i <= counts.Samples; i++)
        {
            none *= 1 - ((double)k / i);
        }

        return 1 - none;
    }

    /// <summary>Counts a problem.</summary>
    /// <returns>Its estimate for every k, in order; null where it has fewer samples.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample, or more passed than there are.</exception>
    public IReadOnlyList<double?> Add(SampleCounts counts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(counts.Samples, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(counts.Passed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(counts.Passed, counts.Samples);
        var estimates = new double?[ks.Length];
        for (var i = 0; i < ks.Length; i++)
        {
            if (ks[i].K > counts.Samples)
            {
                ks[i] = ks[i] with { LeftOut = ks[i].LeftOut + 1 };
                continue;
            }

            var estimate = Estimate(counts, ks[i].K);
            (estimates[i], ks[i]) = (estimate, ks[i] with { Mean = ks[i].Mean.Plus(estimate) });
        }

        return estimates;
    }

    /// <exception cref="ArgumentException">The other has other values of k.</exception>
    public void Merge(PassAtKAccumulator other)
    {
        if (!ks.Select(k => k.K).SequenceEqual(other.ks.Select(k => k.K)))
        {
            throw new ArgumentException("Means of pass@k for other values of k cannot be merged.", nameof(other));
        }

        for (var i = 0; i < ks.Length; i++)
        {
            ks[i] = new(ks[i].K, ks[i].Mean + other.ks[i].Mean, ks[i].LeftOut + other.ks[i].LeftOut);
        }
    }

    /// <summary>pass@k for every k, 0 to 1; null without a problem that has k samples.</summary>
    public IReadOnlyDictionary<string, Score> GetScores() => ks.ToDictionary(
        k => GenerationMetricNames.PassAt(k.K),
        k => new Score(k.Mean.Value, $"pass@{k.K}|unbiased, mean over problems|problems with fewer samples, left out:{k.LeftOut}|Chen et al. 2021"));
}

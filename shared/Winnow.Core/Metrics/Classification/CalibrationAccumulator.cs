using System.Text.Json.Serialization;

namespace Winnow.Core.Metrics.Classification;

/// <summary>Collects confidences with whether they were deserved: reliability bins, expected calibration error, histogram.</summary>
/// <remarks>
/// ECE: C. Guo et al., "On calibration of modern neural networks", ICML 2017: 15 bins of equal width ((m−1)/15, m/15], top label, L1.
/// MCE: the largest gap of a bin that has items (M. P. Naeini et al., AAAI 2015), over the same bins.
/// Confidences are summed as whole multiples of 10⁻⁹, so that merging is exact in any order; a mean differs by at most 5·10⁻¹⁰ from the true one.
/// </remarks>
public sealed class CalibrationAccumulator
{
    /// <summary>Bins of the reliability diagram and of the ECE.</summary>
    public const int ReliabilityBins = 15;

    /// <summary>Bins of the histogram.</summary>
    public const int HistogramBins = 20;

    private const double Unit = 1e9;
    private readonly long[] items;
    private readonly long[] correct;
    private readonly long[] sums;
    private readonly long[] right;
    private readonly long[] wrong;

    public CalibrationAccumulator()
        : this(new long[ReliabilityBins], new long[ReliabilityBins], new long[ReliabilityBins], new long[HistogramBins], new long[HistogramBins])
    {
    }

    /// <summary>Continues from serialised counts.</summary>
    [JsonConstructor]
    public CalibrationAccumulator(
        IReadOnlyList<long> items, IReadOnlyList<long> correct, IReadOnlyList<long> confidenceSums, IReadOnlyList<long> right, IReadOnlyList<long> wrong)
    {
        this.items = Copy(items, ReliabilityBins);
        this.correct = Copy(correct, ReliabilityBins);
        sums = Copy(confidenceSums, ReliabilityBins);
        this.right = Copy(right, HistogramBins);
        this.wrong = Copy(wrong, HistogramBins);
    }

    /// <summary>By bin of the reliability diagram, as are the next two.</summary>
    public IReadOnlyList<long> Items => items;

    /// <summary>How many items have a confidence.</summary>
    [JsonIgnore]
    public long TotalItems => items.Sum();

    /// <summary>Whether anybody stated a confidence.</summary>
    [JsonIgnore]
    public bool HasItems => Array.Exists(items, count => count > 0);

    public IReadOnlyList<long> Correct => correct;

    /// <summary>Sums of confidences in units of 10⁻⁹.</summary>
    public IReadOnlyList<long> ConfidenceSums => sums;

    public IReadOnlyList<long> Right => right;

    public IReadOnlyList<long> Wrong => wrong;

    /// <param name="confidence">0 to 1.</param>
    /// <param name="isCorrect">Whether the prediction was right.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not from 0 to 1.</exception>
    public void Add(double confidence, bool isCorrect)
    {
        if (!(confidence is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence is from 0 to 1.");
        }

        var bin = BinOf(confidence);
        items[bin]++;
        correct[bin] += isCorrect ? 1 : 0;
        sums[bin] += (long)Math.Round(confidence * Unit);
        (isCorrect ? right : wrong)[Math.Min(HistogramBins - 1, (int)(confidence * HistogramBins))]++;
    }

    /// <summary>The bin of the reliability diagram that a confidence falls into.</summary>
    /// <param name="confidence">0 to 1.</param>
    public static int BinOf(double confidence) => Math.Max(0, (int)Math.Ceiling(confidence * ReliabilityBins) - 1);

    public void Merge(CalibrationAccumulator other)
    {
        Sum(items, other.items);
        Sum(correct, other.correct);
        Sum(sums, other.sums);
        Sum(right, other.right);
        Sum(wrong, other.wrong);
    }

    /// <summary>Expected calibration error, 0 to 1; null without items.</summary>
    public double? ComputeExpectedCalibrationError()
    {
        var total = TotalItems;
        return total == 0 ? null : Enumerable.Range(0, ReliabilityBins).Sum(Miss) / total;
    }

    /// <summary>Maximum calibration error: the largest |accuracy − mean confidence| of a bin, 0 to 1; null without items.</summary>
    public double? ComputeMaximumCalibrationError() =>
        Enumerable.Range(0, ReliabilityBins).Where(bin => items[bin] > 0).Max(bin => (double?)(Miss(bin) / items[bin]));

    /// <summary>Both errors by name.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        const string Bins = "bins:15 equal-width (a,b]";
        return new Dictionary<string, Score>
        {
            [MetricNames.ExpectedCalibrationError] = new(ComputeExpectedCalibrationError(), $"ece|top-label|norm:l1|{Bins}|Guo et al. 2017"),
            [ClassificationMetricNames.MaximumCalibrationError] = new(ComputeMaximumCalibrationError(), $"mce|top-label|norm:max|{Bins}|Naeini et al. 2015"),
        };
    }

    /// <summary>The points of the reliability diagram, in order.</summary>
    public IReadOnlyList<ReliabilityBin> GetReliability() =>
    [
        .. Enumerable.Range(0, ReliabilityBins).Select(bin => new ReliabilityBin(
            (double)bin / ReliabilityBins, (bin + 1.0) / ReliabilityBins, items[bin],
            items[bin] == 0 ? null : sums[bin] / Unit / items[bin],
            items[bin] == 0 ? null : (double)correct[bin] / items[bin])),
    ];

    public IReadOnlyList<ConfidenceBin> GetHistogram() =>
    [
        .. Enumerable.Range(0, HistogramBins).Select(bin => new ConfidenceBin(
            (double)bin / HistogramBins, (bin + 1.0) / HistogramBins, right[bin], wrong[bin])),
    ];

    // |right − expected to be right| of a bin, in items.
    private double Miss(int bin) => Math.Abs(correct[bin] - (sums[bin] / Unit));

    private static long[] Copy(IReadOnlyList<long> values, int bins) => values.Count == bins
        ? [.. values]
        : throw new ArgumentException($"{values.Count} bins were given; {bins} are needed.", nameof(values));

    private static void Sum(long[] into, long[] from)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] += from[i];
        }
    }
}

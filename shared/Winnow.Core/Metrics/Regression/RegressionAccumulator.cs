using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Regression.Internal;

namespace Winnow.Core.Metrics.Regression;

/// <summary>Collects pairs of true and predicted value: mean, median and root mean squared error, bias, R², rank correlation.</summary>
/// <remarks>
/// Semantics of scikit-learn 1.2.1 and, for Spearman's ρ, scipy 1.10 (<c>spearmanr</c>: equal values share the mean of their ranks). Where the
/// truths are constant or there are fewer than two items, R² is null (scikit-learn says 1 or 0, and NaN for one item); where truths or predictions
/// are constant ρ is null (scipy says NaN). A score beyond the range of a double is null.
/// The state is the multiset of pairs, 16 bytes per item (24 as JSON), sorted before anything is summed: results do not depend on the order in
/// which pairs came or shards were merged. Computing takes as much memory again for a while.
/// </remarks>
public sealed class RegressionAccumulator
{
    private readonly List<double> truths = [];
    private readonly List<double> predictions = [];

    public RegressionAccumulator()
    {
    }

    /// <summary>Continues from serialised pairs.</summary>
    /// <exception cref="ArgumentException">They are damaged.</exception>
    [JsonConstructor]
    public RegressionAccumulator(IReadOnlyList<byte[]> pairs) => SortedPairs.Read(pairs, (truth, predicted) => Add(truth, predicted));

    /// <summary>All pairs, sorted and packed in blocks.</summary>
    public IReadOnlyList<byte[]> Pairs => Sort().Write();

    [JsonIgnore]
    public int Items => truths.Count;

    /// <summary>Counts an item.</summary>
    /// <param name="truth">Its true value; finite.</param>
    /// <param name="predicted">What the model said; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public RegressionResult Add(double truth, double predicted)
    {
        Check(truth, nameof(truth));
        Check(predicted, nameof(predicted));
        truths.Add(truth + 0.0); // −0 becomes 0: they are equal, and so must be their bits
        predictions.Add(predicted + 0.0);
        return new(predicted - truth);
    }

    public void Merge(RegressionAccumulator other)
    {
        truths.AddRange(other.truths);
        predictions.AddRange(other.predictions);
    }

    /// <summary>All scores by the names of <see cref="RegressionMetricNames"/>.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        var pairs = Sort();
        var squares = Mean(pairs, (truth, predicted) => (predicted - truth) * (predicted - truth));
        return new Dictionary<string, Score>
        {
            [RegressionMetricNames.MeanAbsoluteError] = new(Mean(pairs, (truth, predicted) => Math.Abs(predicted - truth)), "mae|mean absolute error"),
            [RegressionMetricNames.MedianAbsoluteError] = new(Median(pairs), "median-absolute-error|even counts:mean of the middle two"),
            [RegressionMetricNames.RootMeanSquaredError] = new(squares is { } mean ? Math.Sqrt(mean) : null, "rmse|root of the mean squared error"),
            [RegressionMetricNames.Bias] = new(Mean(pairs, (truth, predicted) => predicted - truth), "bias|mean of predicted - true"),
            [RegressionMetricNames.R2] = new(
                R2(pairs, squares), "r2|1 - squared error/variance of truths|constant truths:none|scikit-learn 1.2.1 semantics"),
            [RegressionMetricNames.Spearman] = new(
                Ranks.Correlate(Ranks.Doubled(pairs.Truths), Ranks.Doubled(pairs.Predictions)),
                "spearman|ties:mean rank|constant values:none|scipy 1.10 semantics"),
        };
    }

    private static double? R2(SortedPairs pairs, double? squaredError)
    {
        if (pairs.Count < 2 || pairs.Truths[0] == pairs.Truths[^1] || Mean(pairs, (truth, _) => truth) is not { } mean)
        {
            return null;
        }

        return Finite(1 - (squaredError / Mean(pairs, (truth, _) => (truth - mean) * (truth - mean))));
    }

    private static double? Median(SortedPairs pairs)
    {
        if (pairs.Count == 0)
        {
            return null;
        }

        var errors = new double[pairs.Count];
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = Math.Abs(pairs.Predictions[i] - pairs.Truths[i]);
        }

        Array.Sort(errors);
        return Finite((errors[(errors.Length - 1) / 2] + errors[errors.Length / 2]) / 2);
    }

    private static double? Mean(SortedPairs pairs, Func<double, double, double> value)
    {
        var sum = default(CompensatedSum);
        for (var i = 0; i < pairs.Count; i++)
        {
            sum.Add(value(pairs.Truths[i], pairs.Predictions[i]));
        }

        return pairs.Count == 0 ? null : Finite(sum.Value / pairs.Count);
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static void Check(double value, string name)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "A value is a finite number.");
        }
    }

    private SortedPairs Sort() => new(CollectionsMarshal.AsSpan(truths), CollectionsMarshal.AsSpan(predictions));
}

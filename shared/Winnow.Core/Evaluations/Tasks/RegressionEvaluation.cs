using System.Globalization;
using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Regression;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>A number. Loss: the absolute error.</summary>
/// <remarks>A prediction that is off by more than 10¹⁰⁰, or is not finite, counts as an error of the prediction.</remarks>
[method: JsonConstructor]
public sealed class RegressionEvaluation(RegressionAccumulator values) : TaskEvaluation
{
    private const string AbsoluteError = "absolute-error", SquaredError = "squared-error", Error = "error", Truth = "truth", Said = "said";

    // Beyond it sums of squares would overflow.
    private const double GreatestError = 1e100;
    private static readonly string[] s_parts = [AbsoluteError, SquaredError, Error, Truth, Said];
    private static readonly MetricEstimator[] s_estimators =
    [
        SumsEstimator.Ratio(RegressionMetricNames.MeanAbsoluteError, AbsoluteError), SumsEstimator.Ratio(RegressionMetricNames.Bias, Error),
        new SumsEstimator(RegressionMetricNames.RootMeanSquaredError, [SquaredError, SumsEstimator.One], static sums => Math.Sqrt(sums[0] / sums[1])),
        RSquaredEstimator.Create(RegressionMetricNames.R2, SquaredError, Truth),
        RankCorrelationEstimator.Create(RegressionMetricNames.Spearman, Truth, Said),
    ];

    public RegressionEvaluation()
        : this(new RegressionAccumulator())
    {
    }

    public RegressionAccumulator Values { get; } = values;

    [JsonIgnore]
    public override long Items => Values.Items;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => s_parts;

    public override bool HasTruth(Annotation annotation) => annotation.Detail?.Value is not null;

    public override Comparison? Add(EvaluationCase item)
    {
        var truth = item.Truth.Detail!.Value!.Value;
        if (item.Said.Detail?.Value is not { } said || !(Math.Abs(said - truth) <= GreatestError))
        {
            return null;
        }

        var error = Values.Add(truth, said).Error;
        return new(Show(truth), Show(said), Math.Abs(error), [Math.Abs(error), error * error, error, truth, said])
        {
            Numbers = new Dictionary<string, double> { ["truth-value"] = truth },
        };
    }

    public override void Merge(TaskEvaluation other) => Values.Merge(Same<RegressionEvaluation>(other).Values);

    public override IReadOnlyDictionary<string, Score> GetScores() => Values.GetScores();

    public override IReadOnlyList<MetricEstimator> GetEstimators() => s_estimators;

    public override Findings GetFindings() => new();

    private static string Show(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}

using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Labels;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>One class out of many. Loss: 0 for the right class, 1 for a wrong one.</summary>
/// <remarks>
/// Where predictions come with the probabilities of all classes, log loss, Brier score, top-k accuracy and the metrics of rankings are computed from
/// those items whose true class is among the classes of the model; <see cref="OutsideClasses"/> counts the others.
/// </remarks>
public sealed class ClassificationEvaluation : TaskEvaluation
{
    /// <summary>Classes above which probabilities are not kept per item.</summary>
    public const int MaxKeptClasses = 256;

    private const int CurvePoints = 100;
    private const int CurveClasses = 25;
    private const string Correct = "correct", LogLoss = "log-loss", Brier = "brier", Ranked = "ranked", TopThree = "top-3", TopFive = "top-5";
    private static readonly string[] s_parts = [Correct, LogLoss, Brier, Ranked, TopThree, TopFive];
    private static readonly (int K, string Part)[] s_tops = [(3, TopThree), (5, TopFive)];
    private ClassIndex? index;
    private double[] buffer = [];

    /// <param name="classes">The classes of the model in a fixed order; null when its predictions say (or there are no probabilities).</param>
    public ClassificationEvaluation(IReadOnlyList<string>? classes)
        : this(new ClassificationAccumulator(), null, 0) => index = classes is { Count: > 1 } ? new(classes) : null;

    /// <summary>Continues from serialised numbers.</summary>
    [JsonConstructor]
    public ClassificationEvaluation(ClassificationAccumulator classes, ProbabilityAccumulator? probabilities, long outsideClasses) =>
        (Classes, Probabilities, OutsideClasses) = (classes, probabilities, outsideClasses);

    public ClassificationAccumulator Classes { get; }

    /// <summary>Null until an item comes with probabilities.</summary>
    public ProbabilityAccumulator? Probabilities { get; private set; }

    /// <summary>Items with probabilities whose true class is none of the model's.</summary>
    public long OutsideClasses { get; private set; }

    [JsonIgnore]
    public override long Items => Classes.Items;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => s_parts;

    [JsonIgnore]
    public override IReadOnlyList<string> KeptClasses => Probabilities is { Classes.Count: <= MaxKeptClasses } ? Probabilities.Classes : [];

    public override bool HasTruth(Annotation annotation) => annotation.Label is not null;

    public override Comparison? Add(EvaluationCase item)
    {
        if (item.Said.Label is not { } said)
        {
            return null;
        }

        // Probabilities first: what they refuse is counted nowhere.
        var truth = item.Truth.Label!;
        var ranked = AddProbabilities(truth, item.Said.Detail?.Probabilities);
        var isRight = Classes.Add(truth, said, item.Said.Confidence);
        return new(truth, said, isRight ? 0 : 1, Parts(isRight, ranked)) { Probabilities = KeptClasses.Count > 0 && item.Said.Detail?.Probabilities is not null ? [.. buffer] : null };
    }

    public override void Merge(TaskEvaluation other)
    {
        var same = Same<ClassificationEvaluation>(other);
        Classes.Merge(same.Classes);
        OutsideClasses += same.OutsideClasses;
        if (same.Probabilities is not { } probabilities)
        {
            return;
        }

        Probabilities ??= new(probabilities.Classes);
        Probabilities.Merge(probabilities);
    }

    public override IReadOnlyDictionary<string, Score> GetScores() =>
        Probabilities is null ? Classes.GetScores() : Classes.GetScores().Concat(Probabilities.GetScores()).ToDictionary();

    public override IReadOnlyList<MetricEstimator> GetEstimators() =>
        [.. ClassEstimators.Create(Correct), .. Probabilities is { } probabilities ? ProbabilityEstimators(probabilities) : []];

    public override Findings GetFindings() => Findings.Of(Classes) with { Curves = CurvesOf(Probabilities) };

    public override IEnumerable<string> GetNotes()
    {
        if (OutsideClasses > 0)
        {
            yield return $"{OutsideClasses} items have a true class that the model does not know: they count in accuracy and its like, and are left out of scores of probabilities.";
        }

        if (Probabilities is { } probabilities && probabilities.Items + OutsideClasses < Items)
        {
            yield return $"{Items - probabilities.Items - OutsideClasses} items have no probabilities of all classes: they are left out of scores of probabilities.";
        }
    }

    private ProbabilityResult? AddProbabilities(string truth, IReadOnlyDictionary<string, double>? given)
    {
        if (given is null)
        {
            return null;
        }

        var classes = Probabilities?.Classes ?? index?.Names ?? [.. given.Keys];
        if (classes.Count < 2)
        {
            return null;
        }

        Array.Resize(ref buffer, classes.Count);
        for (var i = 0; i < classes.Count; i++)
        {
            buffer[i] = given.GetValueOrDefault(classes[i]);
        }

        return Rank(truth, classes);
    }

    // What is refused decides nothing: not even which classes there are.
    private ProbabilityResult? Rank(string truth, IReadOnlyList<string> classes)
    {
        var (own, all) = (Probabilities ?? new(classes), index ?? new(classes));
        ProbabilityResult? ranked = all.TryGetIndex(truth, out _) ? own.Add(truth, buffer) : null;
        (Probabilities, index) = (own, all);
        OutsideClasses += ranked is null ? 1 : 0;
        return ranked;
    }

    private static double[] Parts(bool isRight, ProbabilityResult? ranked) => ranked is { } result
        ? [isRight ? 1 : 0, result.LogLoss, result.Brier, 1, result.Rank <= 3 ? 1 : 0, result.Rank <= 5 ? 1 : 0]
        : [isRight ? 1 : 0, 0, 0, 0, 0, 0];

    private static IEnumerable<MetricEstimator> ProbabilityEstimators(ProbabilityAccumulator probabilities) =>
    [
        SumsEstimator.Ratio(ClassificationMetricNames.LogLoss, LogLoss, Ranked), SumsEstimator.Ratio(ClassificationMetricNames.Brier, Brier, Ranked),
        .. s_tops.Where(top => top.K < probabilities.Classes.Count).Select(top => SumsEstimator.Ratio(ClassificationMetricNames.TopAccuracy(top.K), top.Part, Ranked)),
        RankingEstimator.RocAuc(ClassificationMetricNames.RocAuc, probabilities.Classes),
        RankingEstimator.AveragePrecision(ClassificationMetricNames.AveragePrecision, probabilities.Classes),
    ];

    private static IReadOnlyList<Curve> CurvesOf(ProbabilityAccumulator? probabilities)
    {
        if (probabilities?.Rankings is not { } rankings)
        {
            return [];
        }

        var scores = probabilities.GetClassRankings()!;
        return
        [
            .. rankings.Zip(scores).Where(pair => pair.Second.AveragePrecision is not null).OrderBy(pair => pair.Second.AveragePrecision).Take(CurveClasses)
                .Select(pair => new Curve(
                    pair.Second.Label, pair.Second.AveragePrecision,
                    [.. pair.First.GetPrecisionRecallCurve(CurvePoints).Select(point => new CurvePoint(point.Recall, point.Precision)).OrderBy(point => point.Recall)])),
        ];
    }
}

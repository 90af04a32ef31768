using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.PseudoLabels.Internal;

namespace Winnow.Core.PseudoLabels;

/// <summary>Learns a <see cref="Calibration"/> from annotated items.</summary>
/// <remarks>
/// Numbers are scaled and thresholds are planned by one part of the items, thresholds are tested by the other (<see cref="CalibrationSample.RoleOf"/>).
/// The error of the promise is shared out over all looks that a rule may ever have (<see cref="ErrorOfLook"/>), and that of a look by the number of classes that the
/// planning part lets hope for enough testing items (C. Bonferroni); other classes are not tested.
/// The same items in the same order give the same bits. Memory: the items, and one model's probabilities of the planning part.
/// </remarks>
public static class CalibrationFitter
{
    private const int IdBytes = 16;

    /// <summary>The error of one look: α / (k (k + 1)) for the k-th, which is α over all looks together, however many there will be.</summary>
    /// <param name="rule">Its error α is 1 − confidence.</param>
    /// <param name="look">From 1.</param>
    public static double ErrorOfLook(CalibrationRule rule, int look) => (1 - rule.Precision.Confidence) / (look * (look + 1.0));

    /// <summary>Learns.</summary>
    /// <param name="rule">For what.</param>
    /// <param name="classes">Of each model, in the order of its probabilities; empty for a model that gives none.</param>
    /// <param name="cases">The items, by id.</param>
    /// <param name="look">Which calibration of the rule it is, from 1.</param>
    public static Calibration Fit(CalibrationRule rule, IReadOnlyList<IReadOnlyList<string>> classes, IReadOnlyList<CalibrationCase> cases, int look = 1)
    {
        var roles = cases.ToLookup(one => CalibrationSample.RoleOf(one.ItemId));
        CalibrationCase[] plan = [.. roles[CalibrationRole.Plan]], test = [.. roles[CalibrationRole.Test]];
        ModelScaling[] models = [.. rule.Models.Select((model, index) => ScalingFit.Of(model, index, classes[index], plan))];
        var ensemble = new Ensemble(classes, rule.Agreement);
        var planned = AnswersOf(rule, ensemble, models, plan);
        var tested = AnswersOf(rule, ensemble, models, test);
        var hopeful = Hopeful(ThresholdSearch.LeastAnswers(rule.Precision.Target, ErrorOfLook(rule, look)), planned, plan.Length == 0 ? 0 : (double)test.Length / plan.Length);
        var error = ErrorOfLook(rule, look) / Math.Max(1, hopeful.Count);
        return Identify(new()
        {
            Id = "",
            Rule = rule,
            Look = look,
            Models = models,
            Thresholds = [.. Groups(planned, tested).Select(name => ThresholdOf(rule, name, hopeful.Contains(name) ? planned[name] : [], tested[name], error))],
            PlanItems = plan.Length,
            TestItems = test.Length,
            ItemsHash = HashOf(string.Concat(cases.Select(one => one.ItemId + "\n")), SHA256.HashSizeInBytes),
            ErrorPerClass = error,
            ErrorBefore = CalibrationErrorOf(AnswersOf(rule, ensemble, [.. rule.Models.Select(model => new ModelScaling { Model = model })], test)),
            ErrorAfter = CalibrationErrorOf(tested),
        });
    }

    private static ILookup<string, ScoredAnswer> AnswersOf(CalibrationRule rule, Ensemble ensemble, IReadOnlyList<ModelScaling> models, CalibrationCase[] cases) => cases
        .Select(one => (one.Truth, Consensus: ensemble.Combine([.. models.Select((model, index) => model.Apply(one.Answers[index]))])))
        .Where(one => one.Consensus.Said is not null)
        .ToLookup(one => rule.IsPerClass ? one.Consensus.Said! : "", one => new ScoredAnswer(one.Consensus.Score, one.Consensus.Said == one.Truth), StringComparer.Ordinal);

    private static IEnumerable<string> Groups(ILookup<string, ScoredAnswer> planned, ILookup<string, ScoredAnswer> tested) =>
        planned.Select(group => group.Key).Union(tested.Select(group => group.Key)).Order(StringComparer.Ordinal);

    // Decided by the planning part alone, as everything must be that the tests rest on.
    private static HashSet<string> Hopeful(int least, ILookup<string, ScoredAnswer> planned, double testPerPlan) =>
        [.. planned.Where(group => group.Count() * testPerPlan >= least).Select(group => group.Key)];

    private static ClassThreshold ThresholdOf(
        CalibrationRule rule, string group, IEnumerable<ScoredAnswer> plan, IEnumerable<ScoredAnswer> test, double error) =>
        ThresholdSearch.Find([.. plan], [.. test], rule.Precision.Target, error) with { Class = rule.IsPerClass ? group : null };

    private static double? CalibrationErrorOf(ILookup<string, ScoredAnswer> answers)
    {
        var numbers = new CalibrationAccumulator();
        foreach (var answer in answers.SelectMany(group => group))
        {
            numbers.Add(Math.Min(1, answer.Score), answer.IsRight);
        }

        return numbers.ComputeExpectedCalibrationError();
    }

    private static Calibration Identify(Calibration calibration) =>
        calibration with { Id = HashOf(JsonSerializer.Serialize(calibration, EvaluationJson.Options), IdBytes) };

    private static string HashOf(string text, int bytes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, bytes));
}

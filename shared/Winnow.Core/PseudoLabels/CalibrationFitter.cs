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
/// The error of the promise is divided by the number of classes that the planning part lets hope for enough testing items (C. Bonferroni).
/// The same items in the same order give the same bits. Memory: the items, and one model's probabilities of the planning part.
/// </remarks>
public static class CalibrationFitter
{
    private const int IdBytes = 16;

    /// <summary>Learns.</summary>
    /// <param name="rule">For what.</param>
    /// <param name="classes">Of each model, in the order of its probabilities; empty for a model that gives none.</param>
    /// <param name="cases">The items, by id.</param>
    public static Calibration Fit(CalibrationRule rule, IReadOnlyList<IReadOnlyList<string>> classes, IReadOnlyList<CalibrationCase> cases)
    {
        var roles = cases.ToLookup(one => CalibrationSample.RoleOf(one.ItemId));
        CalibrationCase[] plan = [.. roles[CalibrationRole.Plan]], test = [.. roles[CalibrationRole.Test]];
        ModelScaling[] models = [.. rule.Models.Select((model, index) => ScalingFit.Of(model, index, classes[index], plan))];
        var ensemble = new Ensemble(classes, rule.Agreement);
        var planned = AnswersOf(rule, ensemble, models, plan);
        var tested = AnswersOf(rule, ensemble, models, test);
        var error = ErrorPerClass(rule, planned, plan.Length == 0 ? 0 : (double)test.Length / plan.Length);
        return Identify(new()
        {
            Id = "",
            Rule = rule,
            Models = models,
            Thresholds = [.. Groups(planned, tested).Select(name => ThresholdOf(rule, name, planned[name], tested[name], error))],
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
    private static double ErrorPerClass(CalibrationRule rule, ILookup<string, ScoredAnswer> planned, double testPerPlan)
    {
        var error = 1 - rule.Precision.Confidence;
        var least = ThresholdSearch.LeastAnswers(rule.Precision.Target, error);
        return error / Math.Max(1, planned.Count(group => group.Count() * testPerPlan >= least));
    }

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

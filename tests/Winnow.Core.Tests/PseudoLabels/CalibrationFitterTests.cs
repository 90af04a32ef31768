using System.Security.Cryptography;
using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;
using Winnow.Core.PseudoLabels;

namespace Winnow.Core.Tests.PseudoLabels;

public sealed class CalibrationFitterTests
{
    private static readonly string[] s_classes = ["a", "b", "c"];
    private static readonly CalibrationRule s_rule = new() { Dataset = "d", Models = ["m@1"], Precision = new() { Target = 0.9 }, IsPerClass = true };

    [Fact]
    public void Fit_OverconfidentModel_CoolsItAndFindsThresholdsOfGoodClasses()
    {
        var calibration = CalibrationFitter.Fit(s_rule, [s_classes], Cases(3000));

        var temperature = Assert.Single(calibration.Models).Temperature!.Value;
        Assert.InRange(temperature, 2, 4);
        Assert.True(calibration.ErrorAfter < calibration.ErrorBefore / 2);
        Assert.Equal(s_classes, calibration.Thresholds.Select(one => one.Class));
        Assert.All(calibration.Thresholds, one => Assert.True((one.Threshold is null) == (one.Reason is not null)));
        Assert.NotNull(calibration.Thresholds[0].Threshold);
        Assert.Equal(3000, calibration.PlanItems + calibration.TestItems);
        Assert.Equal(0.05 / 3, calibration.ErrorPerClass, 1e-12);
        Assert.InRange(calibration.PlanItems, 900, 1100);
    }

    [Fact]
    public void Warning_OfACalibrationWithoutThresholds_SaysWhatItRestsOn()
    {
        Assert.Null(CalibrationFitter.Fit(s_rule, [s_classes], Cases(3000)).Warning);
        var none = CalibrationFitter.Fit(s_rule with { Precision = new() { Target = 0.9, Split = "test" } }, [s_classes], []);
        Assert.Equal(
            $"Nothing becomes a pseudo-label: the 0 annotated items of the split 'test' do not show a precision of 0.9 for any class with a confidence of 0.95; calibration {none.Id} says why.",
            none.Warning);
    }

    [Fact]
    public void Fit_SameItems_IsTheSameCalibrationAndRoundTrips()
    {
        var cases = Cases(600);

        var first = CalibrationFitter.Fit(s_rule, [s_classes], cases);
        var json = JsonSerializer.Serialize(first, EvaluationJson.Options);
        var read = JsonSerializer.Deserialize<Calibration>(json, EvaluationJson.Options)!;

        Assert.Equal(json, JsonSerializer.Serialize(CalibrationFitter.Fit(s_rule, [s_classes], cases), EvaluationJson.Options));
        Assert.Equal(json, JsonSerializer.Serialize(read, EvaluationJson.Options));
        Assert.Equal(32, first.Id.Length);
        Assert.NotEqual(first.Id, CalibrationFitter.Fit(s_rule, [s_classes], cases[..599]).Id);
        Assert.NotEqual(first.Id, CalibrationFitter.Fit(s_rule with { Precision = new() { Target = 0.91 } }, [s_classes], cases).Id);
    }

    [Fact]
    public void Fit_NoItems_AcceptsNothing()
    {
        var calibration = CalibrationFitter.Fit(s_rule, [s_classes], []);

        Assert.False(calibration.HasThresholds);
        Assert.Equal((0, 0, null), (calibration.PlanItems, calibration.TestItems, calibration.ErrorAfter));
        var (_, decision) = new LabelDecider([s_classes], calibration, 0).Decide([new("a", 1, new float[] { 1, 0, 0 })]);
        Assert.False(decision.IsAccepted);
        Assert.Equal((1.0, null, calibration.Id), (decision.Score!.Value, decision.Threshold, decision.Calibration));
    }

    [Fact]
    public void Fit_Texts_HasOneThresholdForAll()
    {
        var rule = s_rule with { IsPerClass = false };
        var cases = Enumerable.Range(0, 900).Select(index =>
        {
            var confidence = (index % 100) / 100.0;
            return new CalibrationCase(IdOf(index), $"text {index}", [new(index % 100 >= 50 || index % 3 == 0 ? $"text {index}" : "no", confidence, default)]);
        }).ToList();

        var calibration = CalibrationFitter.Fit(rule, [[]], Sorted(cases));

        var threshold = Assert.Single(calibration.Thresholds);
        Assert.Null(threshold.Class);
        Assert.NotNull(calibration.Models[0].Logit);
        var decider = new LabelDecider([[]], calibration, 3);
        Assert.True(decider.Decide([new("anything", 0.9, default)]).Decision.IsAccepted);
        Assert.False(decider.Decide([new("anything", 0.1, default)]).Decision.IsAccepted);
    }

    [Fact]
    public void Fit_ModelsThatFailOrDoNotKnowTheTruth_AreLeftOut()
    {
        var cases = Cases(300).Select((one, index) => index % 7 == 0 ? one with { Answers = [null] } : index % 11 == 0 ? one with { Truth = "unheard of" } : one).ToList();

        var calibration = CalibrationFitter.Fit(s_rule, [s_classes], cases);

        Assert.Equal(calibration.TestItems - cases.Count(one => one.Answers[0] is null && CalibrationSample.RoleOf(one.ItemId) == CalibrationRole.Test), calibration.Thresholds.Sum(one => one.Tested));
    }

    [Fact]
    public void Decide_MinimumConfidence_AcceptsFromItOnAndKeepsTheTop()
    {
        var decider = new LabelDecider([s_classes], agreement: null, 0.6, topK: 2);

        var (carrier, good) = decider.Decide([new("b", 0.6f, new float[] { 0.3f, 0.6f, 0.1f })]);
        var bad = decider.Decide([new("b", 0.59, new float[] { 0.31f, 0.59f, 0.1f })]).Decision;
        var none = decider.Decide([null]).Decision;

        Assert.Equal((0, true, 0.6, null, null), (carrier, good.IsAccepted, good.Threshold, good.Calibration, good.Votes));
        Assert.Equal(["b", "a"], good.Top.Select(one => one.Label));
        Assert.False(bad.IsAccepted || none.IsAccepted);
        Assert.Null(none.Score);
    }

    [Fact]
    public void Sample_MoreThanTheLimit_KeepsTheSameItemsInAnyOrder()
    {
        var cases = Cases(500);
        var (forwards, backwards) = (new CalibrationSample(60), new CalibrationSample(60));

        forwards.Add(cases);
        foreach (var one in cases.AsEnumerable().Reverse())
        {
            backwards.Add([one]);
        }

        Assert.Equal(cases.Take(60), forwards.ToList());
        Assert.Equal(forwards.ToList(), backwards.ToList());
        Assert.InRange(forwards.ToList().Count(one => CalibrationSample.RoleOf(one.ItemId) == CalibrationRole.Plan), 8, 32);
    }

    /// <summary>A model whose logits are three times too large; it is nearly always right about "a", and less often about "b" and "c".</summary>
    private static List<CalibrationCase> Cases(int count)
    {
        var random = new Random(11);
        return Sorted(Enumerable.Range(0, count).Select(index =>
        {
            double[] logits = [.. s_classes.Select(_ => random.NextDouble() * 3)];
            logits[0] += index % 3 == 0 ? 4 : 0;
            var (honest, said) = (Softmax(logits, 1), Softmax(logits, 3));
            var draw = random.NextDouble();
            var truth = draw < honest[0] ? 0 : draw < honest[0] + honest[1] ? 1 : 2;
            return new CalibrationCase(IdOf(index), s_classes[truth], [new(s_classes[Array.IndexOf(said, said.Max())], said.Max(), said)]);
        }));
    }

    private static float[] Softmax(double[] logits, double sharpness)
    {
        var sum = logits.Sum(logit => Math.Exp(logit * sharpness));
        return [.. logits.Select(logit => (float)(Math.Exp(logit * sharpness) / sum))];
    }

    private static List<CalibrationCase> Sorted(IEnumerable<CalibrationCase> cases) => [.. cases.OrderBy(one => one.ItemId, StringComparer.Ordinal)];

    private static string IdOf(int index) => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(index)));
}

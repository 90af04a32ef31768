using System.Security.Cryptography;
using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;
using Winnow.Core.PseudoLabels;
using Xunit.Abstractions;

namespace Winnow.Core.Tests.PseudoLabels;

public sealed class CalibrationFitterTests(ITestOutputHelper output)
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
        Assert.Equal(1, calibration.Look);
        Assert.Equal(0.05 / 2 / 3, calibration.ErrorPerClass, 1e-12);
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

    /// <summary>A model that is right half the time, a little less often than the target: any threshold at all is false. Items are added until one is found.</summary>
    [Fact]
    public void Fit_ManyLooks_FindsAFalseThresholdAtMostAsOftenAsPromised()
    {
        var (error, runs) = (0.1, 150);
        var rule = s_rule with { IsPerClass = false, Precision = new() { Target = 0.5, Confidence = 1 - error } };
        // The first look of this one has the whole error.
        var whole = rule with { Precision = rule.Precision with { Confidence = 1 - (2 * error) } };

        double[] broken = [.. new Func<List<CalibrationCase>, int, Calibration>[]
        {
            (cases, look) => CalibrationFitter.Fit(rule, [[]], cases, look),
            (cases, _) => CalibrationFitter.Fit(whole, [[]], cases, look: 1),
        }.Select(fit => Enumerable.Range(0, runs).Count(run => IsBroken(run, fit)) / (double)runs)];

        Assert.Equal(error, CalibrationFitter.ErrorOfLook(whole, 1), 1e-12);
        Assert.InRange(Enumerable.Range(1, 100_000).Sum(look => CalibrationFitter.ErrorOfLook(rule, look)), 0.099, error);
        output.WriteLine($"false thresholds in {broken[0]:P1} of {runs} runs, with a constant error in {broken[1]:P1}");
        Assert.InRange(broken[0], 0.005, error);
        Assert.InRange(broken[1], 1.5 * error, 1);

        static bool IsBroken(int run, Func<List<CalibrationCase>, int, Calibration> fit)
        {
            var random = new Random(run);
            var cases = new List<CalibrationCase>();
            return Enumerable.Range(1, 12).Any(look =>
            {
                while (cases.Count < 15 * Math.Pow(1.3, look))
                    cases.Add(new(IdOf((run * 10_000) + cases.Count), "yes", [new(random.NextDouble() < 0.49 ? "yes" : "no", random.NextDouble(), default)]));
                return fit(Sorted(cases), look).HasThresholds;
            });
        }
    }

    [Fact]
    public void Fit_ClassThatThePlanGivesNoHopeFor_IsNotTested()
    {
        var rule = s_rule with { Precision = new() { Target = 0.5, Confidence = 0.5 } };
        // Of the rare class one item in the plan and many in the test, all right.
        var ids = Enumerable.Range(0, 2_000).Select(IdOf).ToLookup(CalibrationSample.RoleOf);
        CalibrationCase Right(string id, int index) => new(id, s_classes[index], [new(s_classes[index], 0.9, new[] { 0.05f, 0.05f, 0.05f }.Select((one, place) => place == index ? 0.9f : one).ToArray())]);
        var cases = ids[CalibrationRole.Plan].Take(100).Select((id, place) => Right(id, place == 0 ? 2 : 0))
            .Concat(ids[CalibrationRole.Test].Take(60).Select((id, place) => Right(id, place < 30 ? 2 : 0)));

        var calibration = CalibrationFitter.Fit(rule, [s_classes], Sorted(cases));

        Assert.Equal(0.25, calibration.ErrorPerClass, 1e-12);
        var (common, rare) = (calibration.Thresholds[0], calibration.Thresholds[1]);
        Assert.Equal(("a", 30, 30, null), (common.Class, common.Tested, common.Right, common.Reason));
        Assert.Equal(("c", 30, null, "Too few annotated items with this answer to plan by."), (rare.Class, rare.Tested, rare.Threshold, rare.Reason));
    }

    [Fact]
    public void DifferencesTo_AnotherRule_NamesWhatDiffers()
    {
        Assert.Empty(s_rule.DifferencesTo(s_rule with { Models = ["m@1"], Precision = new() { Target = 0.9 } }));
        Assert.Equal(
            ["models m@1, not m@1 and o@1", "agreement none, not vote of 2", "target 0.9, not 0.8", "confidence 0.95, not 0.9", "split any, not 'val'"],
            s_rule.DifferencesTo(s_rule with { Models = ["m@1", "o@1"], Agreement = new() { Models = ["o@1"] }, Precision = new() { Target = 0.8, Confidence = 0.9, Split = "val" } }));
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
        Assert.Empty(none.Top);
        Assert.Empty(new LabelDecider([s_classes, s_classes], new() { Models = ["o@1"] }, 0.6, topK: 2).Decide([null, null]).Decision.Top);
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

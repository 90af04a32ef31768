using System.Text.Json;
using CsCheck;
using Winnow.Core.Slices;

namespace Winnow.Core.Tests.Slices;

public sealed class AnnotationErrorsTests
{
    private const double Tolerance = 1e-9;
    private static readonly Reference s_reference = Reference.Load();

    private static readonly Gen<(int Label, double[] Probabilities)[]> s_items =
        Gen.Select(Gen.Int[0, 3], Gen.Double[0, 1].Array[4]).Array[0, 40];

    [Fact]
    public void GetThresholds_OfReferenceCases_EqualCleanlab()
    {
        Assert.Equal("2.9.0", s_reference.Cleanlab);
        Assert.True(s_reference.Cases.Count > 100);
        foreach (var expected in s_reference.Cases)
        {
            var thresholds = Thresholds(Items(expected), expected.Classes).GetThresholds();
            Assert.All(expected.Thresholds.Zip(thresholds), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        }
    }

    [Fact]
    public void ConfidentJoint_OfReferenceCases_EqualsCleanlab()
    {
        foreach (var expected in s_reference.Cases)
        {
            var joint = Joint(Items(expected), expected.Classes);
            var raw = joint.Cells.ToDictionary(cell => (cell.Label, cell.Guess), cell => cell.Count);
            for (var label = 0; label < expected.Classes; label++)
            {
                for (var guess = 0; guess < expected.Classes; guess++)
                {
                    Assert.Equal(expected.Raw[label][guess], Math.Max(label == guess ? 1 : 0, raw.GetValueOrDefault((label, guess))));
                }
            }

            Assert.Equal(expected.Calibrated, joint.GetCalibrated());
        }
    }

    [Fact]
    public void Find_OfReferenceCases_EqualsCleanlab()
    {
        foreach (var expected in s_reference.Cases)
        {
            Assert.Equal(expected.PruneByNoiseRate, Found(expected, SuspectRule.PruneByNoiseRate));
            Assert.Equal(expected.ConfidentLearning, Found(expected, SuspectRule.ConfidentLearning));
        }
    }

    [Fact]
    public void Scores_OfReferenceCases_EqualCleanlab()
    {
        foreach (var expected in s_reference.Cases)
        {
            foreach (var ((_, label, probabilities), i) in Items(expected).Take(20).Select((item, i) => (item, i)))
            {
                Assert.Equal(expected.NormalisedMargin[i], AnnotationErrors.NormalisedMargin(label, probabilities), Tolerance);
                Assert.Equal(expected.SelfConfidence[i], AnnotationErrors.SelfConfidence(label, probabilities), Tolerance);
            }
        }
    }

    [Fact]
    public void Find_Always_RanksTheSmallestMarginFirst()
    {
        var suspects = AnnotationErrors.Find(["b", "a", "c"], [0, 0, 0], [0.1, 0.9, 0.1, 0.9, 0.2, 0.8], 2, SuspectRule.ConfidentLearning);
        Assert.Empty(suspects); // class 1 has no items, so nothing is confidently of it
        suspects = AnnotationErrors.Find(["b", "a", "c", "d"], [0, 0, 0, 1], [0.1, 0.9, 0.1, 0.9, 0.3, 0.7, 0.4, 0.6], 2, SuspectRule.ConfidentLearning);
        Assert.Equal(["a", "b", "c"], suspects.Select(suspect => suspect.ItemId));
        Assert.All(suspects, suspect => Assert.Equal(1, suspect.Suggested));
    }

    [Fact]
    public void Passes_OfShardsInAnyOrder_EqualOnePass() =>
        Gen.Select(s_items, Gen.Int).Sample((generated, seed) =>
        {
            var items = generated.Select((item, i) => ($"{i}", item.Label, item.Probabilities)).ToList();
            var thresholds = RoundTrip.Merged(items, seed, part => Thresholds(part, 4), (own, other) => own.Merge(other));
            Assert.Equal(RoundTrip.Json(Thresholds(items, 4)), RoundTrip.Json(thresholds));
            var joint = RoundTrip.Merged(items, seed, part => Joint(part, thresholds.GetThresholds()), (own, other) => own.Merge(other));
            Assert.Equal(RoundTrip.Json(Joint(items, 4)), RoundTrip.Json(joint));
            var suspects = RoundTrip.Merged(items, seed, part => Suspects(part, joint), (own, other) => own.Merge(other));
            Assert.Equal(RoundTrip.Json(Suspects(items, joint)), RoundTrip.Json(suspects));
        });

    [Fact]
    public void Signature_OfRules_Differs() =>
        Assert.NotEqual(AnnotationErrors.Signature(SuspectRule.PruneByNoiseRate), AnnotationErrors.Signature(SuspectRule.ConfidentLearning));

    [Fact]
    public void Spread_OfABestClass_SharesTheRest()
    {
        var probabilities = new double[5];
        AnnotationErrors.Spread(2, 0.6, probabilities);
        Assert.Equal([0.1, 0.1, 0.6, 0.1, 0.1], probabilities);
    }

    [Fact]
    public void Add_WhatIsNone_Throws()
    {
        var thresholds = new ConfidenceThresholds(2);
        Assert.Throws<ArgumentException>(() => thresholds.Add(0, [1.0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => thresholds.Add(2, [1.0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => thresholds.Add(0, [double.NaN, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfidenceThresholds(1001));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfidenceThresholds(0));
        Assert.Equal([0, 0], thresholds.Items);
    }

    private static int[] Found(Reference.Case item, SuspectRule rule) =>
    [
        .. AnnotationErrors.Find(
            [.. Items(item).Select(row => row.Id)], item.Labels, [.. item.Probabilities.Select(number => number / 10_000.0)], item.Classes, rule)
            .Select(suspect => int.Parse(suspect.ItemId, System.Globalization.CultureInfo.InvariantCulture)).Order(),
    ];

    private static IEnumerable<(string Id, int Label, double[] Probabilities)> Items(Reference.Case item) =>
        item.Labels.Select((label, i) =>
            ($"{i}", label, item.Probabilities.Skip(i * item.Classes).Take(item.Classes).Select(number => number / 10_000.0).ToArray()));

    private static ConfidenceThresholds Thresholds(IEnumerable<(string Id, int Label, double[] Probabilities)> items, int classes)
    {
        var thresholds = new ConfidenceThresholds(classes);
        foreach (var (_, label, probabilities) in items)
        {
            thresholds.Add(label, probabilities);
        }

        return thresholds;
    }

    private static ConfidentJoint Joint(IEnumerable<(string Id, int Label, double[] Probabilities)> items, int classes) =>
        Joint(items, Thresholds(items, classes).GetThresholds());

    private static ConfidentJoint Joint(IEnumerable<(string Id, int Label, double[] Probabilities)> items, IReadOnlyList<double> thresholds)
    {
        var joint = new ConfidentJoint(thresholds);
        foreach (var (_, label, probabilities) in items)
        {
            joint.Add(label, probabilities);
        }

        return joint;
    }

    private static AnnotationSuspects Suspects(IEnumerable<(string Id, int Label, double[] Probabilities)> items, ConfidentJoint joint)
    {
        var suspects = new AnnotationSuspects(joint);
        foreach (var (id, label, probabilities) in items)
        {
            suspects.Add(id, label, probabilities);
        }

        return suspects;
    }

    private sealed record Reference(string Cleanlab, IReadOnlyList<Reference.Case> Cases)
    {
        public static Reference Load()
        {
            using var stream = typeof(Reference).Assembly.GetManifestResourceStream("reference.annotation_errors.json")!;
            return JsonSerializer.Deserialize<Reference>(stream, JsonSerializerOptions.Web)!;
        }

        /// <param name="Probabilities">In ten-thousandths.</param>
        internal sealed record Case(
            int Classes, int[] Labels, int[] Probabilities, double[] Thresholds, long[][] Raw, long[][] Calibrated, int[] PruneByNoiseRate,
            int[] ConfidentLearning, double[] NormalisedMargin, double[] SelfConfidence);
    }
}

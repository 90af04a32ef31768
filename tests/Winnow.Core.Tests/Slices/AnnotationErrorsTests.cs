using System.Globalization;
using System.Text.Json;
using Winnow.Core.Slices;
using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Tests.Slices;

public sealed class AnnotationErrorsTests
{
    private const double Tolerance = 1e-9;
    private static readonly Reference s_reference = Reference.Load();

    [Fact]
    public void ConfidenceThresholds_OfReferenceCases_EqualCleanlab()
    {
        Assert.Equal("2.9.0", s_reference.Cleanlab);
        Assert.True(s_reference.Cases.Count > 100);
        foreach (var expected in s_reference.Cases)
        {
            var thresholds = ConfidenceThresholds.Of(expected.Labels, Shares(expected), expected.Classes);
            Assert.All(expected.Thresholds.Zip(thresholds), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        }
    }

    [Fact]
    public void ConfidentJoint_OfReferenceCases_EqualsCleanlab()
    {
        foreach (var expected in s_reference.Cases)
        {
            var (joint, probabilities) = (new ConfidentJoint(ConfidenceThresholds.Of(expected.Labels, Shares(expected), expected.Classes)), Shares(expected));
            for (var i = 0; i < expected.Labels.Length; i++)
            {
                joint.Add(expected.Labels[i], probabilities.AsSpan(i * expected.Classes, expected.Classes));
            }

            for (var label = 0; label < expected.Classes; label++)
            {
                for (var guess = 0; guess < expected.Classes; guess++)
                {
                    Assert.Equal(expected.Raw[label][guess], Math.Max(label == guess ? 1 : 0, joint[label, guess]));
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
            var suspects = Find(expected);
            Assert.Equal(expected.PruneByNoiseRate, suspects.Select(IndexOf).Order());
            foreach (var suspect in suspects.Where(suspect => IndexOf(suspect) < expected.NormalisedMargin.Length))
            {
                Assert.Equal(expected.NormalisedMargin[IndexOf(suspect)], suspect.NormalisedMargin, Tolerance);
            }
        }
    }

    [Fact]
    public void Find_Always_RanksTheSmallestMarginFirst() =>
        Assert.All(s_reference.Cases.Select(Find), suspects => Assert.Equal(
            suspects.OrderBy(suspect => suspect.NormalisedMargin).ThenBy(suspect => suspect.ItemId, StringComparer.Ordinal), suspects));

    [Fact]
    public void Find_ItemsInAnotherOrder_FindsTheSame()
    {
        foreach (var expected in s_reference.Cases)
        {
            string[] ids = [.. Enumerable.Range(0, expected.Labels.Length).Reverse().Select(i => $"{i}")];
            double[] probabilities = [.. Shares(expected).Chunk(expected.Classes).Reverse().SelectMany(one => one)];
            Assert.Equal(Find(expected), AnnotationErrors.Find(ids, [.. expected.Labels.Reverse()], probabilities, expected.Classes));
        }
    }

    [Fact]
    public void Find_WhatIsNone_Throws()
    {
        Assert.Throws<ArgumentException>(() => AnnotationErrors.Find(["a"], [0], [1.0], 2));
        Assert.Throws<ArgumentException>(() => AnnotationErrors.Find(["a"], [0, 1], [1.0, 0], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnnotationErrors.Find(["a"], [2], [1.0, 0], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnnotationErrors.Find(["a"], [0], [double.NaN, 0], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnnotationErrors.Find([], [], [], 1001));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnnotationErrors.Find([], [], [], 0));
        Assert.Empty(AnnotationErrors.Find([], [], [], 2));
    }

    private static IReadOnlyList<SuspectLabel> Find(Reference.Case item) =>
        AnnotationErrors.Find([.. item.Labels.Select((_, i) => $"{i}")], item.Labels, Shares(item), item.Classes);

    private static int IndexOf(SuspectLabel suspect) => int.Parse(suspect.ItemId, CultureInfo.InvariantCulture);

    private static double[] Shares(Reference.Case item) => [.. item.Probabilities.Select(number => number / 10_000.0)];

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
            double[] NormalisedMargin);
    }
}

using CsCheck;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Slices;

namespace Winnow.Core.Tests.Slices;

public sealed class CalibrationBySliceTests
{
    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Gen.Select(Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], Gen.Bool).Array[0, 60], Gen.Int).Sample((items, seed) =>
        {
            var merged = RoundTrip.Merged(items, seed, Of, (own, other) => own.Merge(other));
            Assert.Equal(RoundTrip.Json(Of(items)), RoundTrip.Json(merged));
        });

    [Fact]
    public void GetSlices_Always_EqualCalibrationOfTheirItems()
    {
        var items = Enumerable.Range(0, 150).Select(i => (i < 120 ? 1 : 2, i / 150.0, i % 3 == 0)).ToList();
        var slices = Of(items).GetSlices();
        Assert.Equal([false, true], slices.OrderBy(slice => slice.Value).Select(slice => slice.IsSmall));
        foreach (var slice in slices)
        {
            var expected = new CalibrationAccumulator();
            var members = items.Where(item => $"v{item.Item1}" == slice.Value).ToList();
            members.ForEach(item => expected.Add(item.Item2, item.Item3));
            Assert.Equal(members.Count, slice.Items);
            Assert.Equal(expected.ComputeExpectedCalibrationError(), slice.ExpectedCalibrationError);
            Assert.Equal(members.Average(item => item.Item2), slice.MeanConfidence, 1e-9);
            Assert.Equal(members.Average(item => item.Item3 ? 1.0 : 0), slice.Accuracy, 1e-12);
        }
    }

    [Fact]
    public void Add_MoreThanAThousandValues_Closes()
    {
        var items = Enumerable.Range(1, 1001).Select(i => (i, 0.5, true)).ToList();
        Assert.False(Of(items.Take(1000)).IsClosed);
        var merged = RoundTrip.Merged(items, 1, Of, (own, other) => own.Merge(other));
        Assert.True(merged.IsClosed);
        Assert.Empty(merged.GetSlices());
        Assert.Equal(RoundTrip.Json(Of(items)), RoundTrip.Json(merged));
    }

    [Fact]
    public void Add_ConfidenceThatIsNone_Throws()
    {
        var calibration = new CalibrationBySlice("a");
        Assert.Throws<ArgumentOutOfRangeException>(() => calibration.Add("v", 1.01, true));
        Assert.Empty(calibration.Values);
        Assert.Throws<ArgumentException>(() => calibration.Merge(new CalibrationBySlice("b")));
    }

    private static CalibrationBySlice Of(IEnumerable<(int Value, double Confidence, bool IsCorrect)> items)
    {
        var calibration = new CalibrationBySlice("source");
        foreach (var (value, confidence, isCorrect) in items)
        {
            calibration.Add(value == 0 ? null : $"v{value}", confidence, isCorrect);
        }

        return calibration;
    }
}

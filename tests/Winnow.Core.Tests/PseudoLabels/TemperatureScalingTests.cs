using Winnow.Core.PseudoLabels;

namespace Winnow.Core.Tests.PseudoLabels;

public sealed class TemperatureScalingTests
{
    [Fact]
    public void Fit_OfReferenceCases_EqualsScipy()
    {
        var cases = PseudoLabelsReference.Load().Temperatures;
        Assert.Equal(120, cases.Count);
        Assert.InRange(cases.Count(expected => expected.Temperature is null), 10, 80);
        foreach (var expected in cases)
        {
            var temperature = TemperatureScaling.Fit(expected.Probabilities, expected.Classes, expected.Truths);

            Assert.Equal(expected.Temperature is null, temperature is null);
            if (temperature is { } found)
            {
                Assert.Equal(expected.Temperature!.Value, found, 1e-8 * found);
                Assert.Equal(expected.Loss, LossOf(expected, found), 1e-9);
            }
        }
    }

    [Fact]
    public void Fit_NothingToLearnFrom_IsNull()
    {
        Assert.Null(TemperatureScaling.Fit([], 3, []));
        Assert.Null(TemperatureScaling.Fit([0.9f, 0.1f, 0.2f, 0.8f], 2, [0, 1]));
        Assert.Null(TemperatureScaling.Fit([0.5f, 0.5f, 0.5f, 0.5f], 2, [0, 1]));
    }

    [Fact]
    public void Fit_ProbabilityOfZeroForTheTruth_IsFinite()
    {
        var temperature = TemperatureScaling.Fit([1, 0, 1, 0, 1, 0], 2, [0, 0, 1]);

        // p(truth) = 1/3 wrong: ln 2 = z / T with z = −ln of the smallest normal float.
        Assert.Equal(TemperatureScaling.Highest, Math.Min(temperature ?? TemperatureScaling.Highest, TemperatureScaling.Highest));
        Assert.Equal([0.5, 0.5], TemperatureScaling.Apply([0f, 0f], 2));
    }

    [Fact]
    public void Apply_AnyTemperature_KeepsTheOrderAndSumsToOne()
    {
        float[] probabilities = [0.1f, 0.6f, 0.3f, 0];

        Assert.Equal(probabilities.Select(p => (double)p), TemperatureScaling.Apply(probabilities, 1).Select(p => Math.Round(p, 6)), (a, b) => Math.Abs(a - b) < 1e-6);
        foreach (var temperature in new[] { 0.05, 0.5, 2, 20 })
        {
            var scaled = TemperatureScaling.Apply(probabilities, temperature);

            Assert.Equal(1, scaled.Sum(), 1e-12);
            Assert.Equal([1, 2, 0, 3], scaled.Index().OrderByDescending(one => one.Item).Select(one => one.Index));
        }
    }

    [Theory]
    [InlineData(new float[] { 0.5f, 0.5f, 1 }, new[] { 0 })]
    [InlineData(new float[] { 0.5f, float.NaN }, new[] { 0 })]
    [InlineData(new float[] { 0.5f, 1.5f }, new[] { 0 })]
    [InlineData(new float[] { 0.5f, 0.5f }, new[] { 2 })]
    [InlineData(new float[] { 0.5f, 0.5f }, new[] { -1 })]
    public void Fit_BadInput_Throws(float[] probabilities, int[] truths) =>
        Assert.ThrowsAny<ArgumentException>(() => TemperatureScaling.Fit(probabilities, 2, truths));

    private static double LossOf(PseudoLabelsReference.TemperatureCase expected, double temperature) => expected.Truths
        .Select((truth, item) => -Math.Log(TemperatureScaling.Apply(expected.Probabilities.AsSpan(item * expected.Classes, expected.Classes), temperature)[truth]))
        .Average();
}

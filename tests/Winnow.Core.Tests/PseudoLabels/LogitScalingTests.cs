using Winnow.Core.PseudoLabels;

namespace Winnow.Core.Tests.PseudoLabels;

public sealed class LogitScalingTests
{
    [Fact]
    public void Fit_OfReferenceCases_EqualsScipyAndScikitLearn()
    {
        var cases = PseudoLabelsReference.Load().LogitScalings;
        Assert.True(cases.Count > 60);
        foreach (var expected in cases)
        {
            var found = LogitScaling.Fit(expected.Confidences, expected.Right)!;

            Assert.Equal(expected.Slope, found.Slope, 1e-8 * Math.Max(1, Math.Abs(expected.Slope)));
            Assert.Equal(expected.Intercept, found.Intercept, 1e-8 * Math.Max(1, Math.Abs(expected.Intercept)));
            Assert.Equal(expected.Sklearn[0], found.Slope, 2e-3 * Math.Max(1, Math.Abs(found.Slope)));
            Assert.Equal(expected.Sklearn[1], found.Intercept, 2e-3 * Math.Max(1, Math.Abs(found.Intercept)));
        }
    }

    [Fact]
    public void Fit_NothingToLearnFrom_IsNull()
    {
        Assert.Null(LogitScaling.Fit([], []));
        Assert.Null(LogitScaling.Fit([0.7, 0.7, 0.7], [true, false, true]));
    }

    [Fact]
    public void Apply_SlopeOfOneAndNoIntercept_LeavesConfidencesAsTheyAre()
    {
        Assert.Equal(0.3, new LogitScaling(1, 0).Apply(0.3), 1e-12);
        Assert.Equal(1, new LogitScaling(1, 0).Apply(1), 1e-8);
        Assert.Throws<ArgumentException>(() => new LogitScaling(1, 0).Apply(double.NaN));
        Assert.Throws<ArgumentException>(() => LogitScaling.Fit([0.5], []));
    }
}

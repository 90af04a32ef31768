using Winnow.Core.PseudoLabels;

namespace Winnow.Core.Tests.PseudoLabels;

public sealed class ThresholdSearchTests
{
    private const double Target = 0.9;
    private const double Error = 0.1;

    /// <summary>scores uniform on 0 … 1, right with a probability that is not what they say: precision from a threshold t on is known in closed form.</summary>
    [Theory]
    [InlineData("rising", 0.3)]
    [InlineData("step", 0.5)]
    [InlineData("bump", 0.95)]
    public void Find_ManySamples_MissesTheTargetAtMostAsOftenAsAllowed(string shape, double useful)
    {
        const int Samples = 2000;
        var random = new Random(7);
        var (missed, found, accepted) = (0, 0, 0.0);
        for (var sample = 0; sample < Samples; sample++)
        {
            if (ThresholdSearch.Find(Draw(random, shape, 200), Draw(random, shape, 400), Target, Error).Threshold is { } threshold)
            {
                found++;
                accepted += 1 - threshold;
                missed += PrecisionFrom(shape, threshold) < Target ? 1 : 0;
            }
        }

        // Three standard deviations of a share of 2,000 samples.
        Assert.InRange((double)missed / Samples, 0, Error + 0.02);
        Assert.InRange(found, Samples / 2, Samples);
        Assert.InRange(accepted / found, useful, 1);
    }

    [Fact]
    public void Find_ThresholdOfBestPointEstimate_WouldMissItMuchMoreOften()
    {
        var random = new Random(7);
        var missed = 0;
        for (var sample = 0; sample < 500; sample++)
        {
            missed += PrecisionFrom("rising", LowestByPointEstimate(Draw(random, "rising", 600))) < Target ? 1 : 0;
        }

        Assert.InRange(missed, 150, 500);
    }

    [Fact]
    public void Find_FewAnswersOrBadOnes_HasNoThresholdAndSaysWhy()
    {
        var good = Enumerable.Repeat(new ScoredAnswer(0.9, true), 100).ToList();

        var few = ThresholdSearch.Find(good, good[..21], Target, Error);
        var enough = ThresholdSearch.Find(good, good[..22], Target, Error);
        var unplanned = ThresholdSearch.Find([], good, Target, Error);
        var bad = ThresholdSearch.Find(good, [.. good.Select((_, index) => new ScoredAnswer(0.9, index % 5 > 0))], Target, Error);

        Assert.Equal((22, (double?)null, 21), (ThresholdSearch.LeastAnswers(Target, Error), few.Threshold, few.Tested));
        Assert.Equal((0.9, 22, 22, null), (enough.Threshold, enough.Accepted, enough.Right, enough.Reason));
        Assert.All(new[] { few, unplanned, bad }, one => Assert.True(one.Threshold is null && one.Reason is not null && one.Accepted == 0));
    }

    [Fact]
    public void Find_EqualScores_AreAcceptedTogether()
    {
        var answers = Enumerable.Range(0, 300).Select(index => new ScoredAnswer(index < 150 ? 0.8 : 0.6, index < 150)).ToList();

        var found = ThresholdSearch.Find(answers, answers, Target, Error);

        Assert.Equal((0.8, 150, 150), (found.Threshold, found.Accepted, found.Right));
    }

    private static List<ScoredAnswer> Draw(Random random, string shape, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            var score = random.NextDouble();
            return new ScoredAnswer(score, random.NextDouble() < ChanceAt(shape, score));
        }),
    ];

    private static double ChanceAt(string shape, double score) => shape switch
    {
        "rising" => 0.6 + (0.4 * score),
        "step" => score > 0.5 ? 0.95 : 0.5,
        _ => score is > 0.85 and < 0.95 ? 0.7 : 0.96,
    };

    private static double PrecisionFrom(string shape, double threshold)
    {
        const int Steps = 20_000;
        return Enumerable.Range(0, Steps).Average(step => ChanceAt(shape, threshold + ((1 - threshold) * (step + 0.5) / Steps)));
    }

    private static double LowestByPointEstimate(List<ScoredAnswer> answers)
    {
        var (right, threshold) = (0, 1.0);
        foreach (var (index, answer) in answers.OrderByDescending(answer => answer.Score).Index())
        {
            right += answer.IsRight ? 1 : 0;
            threshold = right >= Target * (index + 1) ? answer.Score : threshold;
        }

        return threshold;
    }
}

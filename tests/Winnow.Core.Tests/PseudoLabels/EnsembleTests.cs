using Winnow.Core.Catalogue;
using Winnow.Core.PseudoLabels;

namespace Winnow.Core.Tests.PseudoLabels;

public sealed class EnsembleTests
{
    private static readonly string[] s_classes = ["cat", "dog", "bird"];

    [Fact]
    public void Combine_OneModel_IsItsAnswer()
    {
        var answer = Of(0.2, 0.7, 0.1);

        var consensus = new Ensemble([s_classes], null).Combine([answer]);

        Assert.Equal(("dog", 0.7, 1, 0, null), (consensus.Said, consensus.Score, consensus.Votes, consensus.Carrier, consensus.Disagreement));
        Assert.Null(new Ensemble([s_classes], null).Combine([null]).Said);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(3, null)]
    [InlineData(2, "dog")]
    [InlineData(1, "dog")]
    public void Combine_Vote_NeedsSoManyModels(int? votes, string? said)
    {
        var ensemble = new Ensemble([s_classes, s_classes, s_classes], new() { Votes = votes });

        var consensus = ensemble.Combine([Of(0.8, 0.1, 0.1), Of(0.3, 0.6, 0.1), Of(0, 0.5, 0.5)]);

        Assert.Equal(said, consensus.Said);
        if (said is not null)
        {
            Assert.Equal((2, 1), (consensus.Votes, consensus.Carrier));
            Assert.Equal(0.4, consensus.Score, 1e-12);
        }
    }

    [Fact]
    public void Combine_TiedVote_GoesToTheHigherScore()
    {
        var ensemble = new Ensemble([s_classes, s_classes], new() { Votes = 1 });

        var consensus = ensemble.Combine([Of(0.5, 0.4, 0.1), Of(0.1, 0.8, 0.1)]);

        Assert.Equal(("dog", 1), (consensus.Said, consensus.Carrier));
        Assert.Equal("cat", ensemble.Combine([Of(0.6, 0.4, 0), Of(0.4, 0.6, 0)]).Said);
    }

    [Fact]
    public void Combine_Mean_TakesTheLikeliestClassOnAverageIfAModelGivesIt()
    {
        var ensemble = new Ensemble([s_classes, ["bird", "cat"]], new() { Rule = AgreementRule.Mean });

        // Means: cat (0.5 + 0.1) / 2, dog 0.2, bird (0.1 + 0.9) / 2.
        var consensus = ensemble.Combine([Of(0.5, 0.4, 0.1), new("bird", 0.9, new[] { 0.9, 0.1 })]);
        var nobody = new Ensemble([s_classes, s_classes], new() { Rule = AgreementRule.Mean }).Combine([Of(0.51, 0.49, 0), Of(0, 0.49, 0.51)]);

        Assert.Equal(("bird", 1, 1), (consensus.Said, consensus.Carrier, consensus.Votes));
        Assert.Equal(0.5, consensus.Score, 1e-12);
        Assert.Equal([new("bird", 0.5), new LabelScore("cat", 0.3)], ensemble.Top(consensus, 2).Select(one => one with { Probability = Math.Round(one.Probability, 9) }));
        Assert.Null(nobody.Said);
        Assert.NotNull(nobody.Disagreement);
    }

    [Fact]
    public void Combine_ModelThatFailed_GivesNothing()
    {
        var consensus = new Ensemble([s_classes, s_classes], new() { Votes = 1 }).Combine([null, Of(0, 1, 0)]);

        Assert.Equal(("dog", 0.5, 1, 1, null), (consensus.Said, consensus.Score, consensus.Votes, consensus.Carrier, consensus.Disagreement));
        Assert.Null(new Ensemble([s_classes, s_classes], null).Combine([null, Of(0, 1, 0)]).Said);
    }

    [Fact]
    public void Combine_Probabilities_DisagreeByJensenShannon()
    {
        var ensemble = new Ensemble([s_classes, s_classes], null);

        Assert.Equal(0, ensemble.Combine([Of(0.2, 0.7, 0.1), Of(0.2, 0.7, 0.1)]).Disagreement!.Value, 1e-12);
        Assert.Equal(1, ensemble.Combine([Of(1, 0, 0), Of(0, 1, 0)]).Disagreement!.Value, 1e-12);
        // scipy.spatial.distance.jensenshannon([.5, .4, .1], [.1, .8, .1], base=2) ** 2
        Assert.Equal(0.15401577307279996, ensemble.Combine([Of(0.5, 0.4, 0.1), Of(0.1, 0.8, 0.1)]).Disagreement!.Value, 1e-12);
    }

    [Fact]
    public void Combine_Texts_DisagreeByPairs()
    {
        var ensemble = new Ensemble([[], [], []], new() { Votes = 2 });

        var consensus = ensemble.Combine([Text("a", 0.9), Text("b", 0.6), Text("b", 0.9)]);

        Assert.Equal(("b", 1), (consensus.Said, consensus.Carrier));
        Assert.Equal(0.5, consensus.Score, 1e-12);
        Assert.Equal(2.0 / 3, consensus.Disagreement!.Value, 1e-12);
        Assert.Empty(ensemble.Top(consensus, 3));
    }

    private static CalibratedAnswer Of(params double[] probabilities) =>
        new(s_classes[Array.IndexOf(probabilities, probabilities.Max())], probabilities.Max(), probabilities);

    private static CalibratedAnswer Text(string said, double confidence) => new(said, confidence, default);
}

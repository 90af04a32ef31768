using Winnow.Core.Catalogue;
using Winnow.Core.Labels;

namespace Winnow.Core.PseudoLabels;

/// <summary>Makes one answer out of those of several models.</summary>
/// <remarks>
/// Vote: the answer that most models give; a tie goes to the one with the higher score, then to the model that is named first. It stands if enough models give it.
/// Mean: the class with the highest mean probability; a tie goes to the class that is listed first. It stands if at least one model gives it by itself.
/// The score of either is the mean over all models of the probability that each gives to the answer; a model without probabilities gives its confidence to its own
/// answer and 0 to any other, and a model that failed gives 0.
/// Disagreement, where all models give probabilities: the Jensen–Shannon divergence of those that answered (J. Lin, 1991; "KL to the mean", A. McCallum and K. Nigam,
/// 1998), divided by the logarithm of their number; else the share of pairs of models that say different things. A model that failed has no part in it.
/// Classes are united by name; a class that a model does not have has probability 0 there.
/// </remarks>
public sealed class Ensemble
{
    private readonly ModelAgreement agreement;
    private readonly ClassIndex classes;
    private readonly int[][] places;

    /// <param name="classes">The classes of each model, in the order of its probabilities; empty for a model that gives none.</param>
    /// <param name="agreement">When they agree; null: all must.</param>
    public Ensemble(IReadOnlyList<IReadOnlyList<string>> classes, ModelAgreement? agreement)
    {
        this.agreement = agreement ?? new();
        this.classes = new([.. classes.SelectMany(names => names).Distinct()]);
        places = [.. classes.Select(names => names.Select(name => this.classes[name]).ToArray())];
    }

    /// <summary>The classes of all models.</summary>
    public IReadOnlyList<string> Classes => classes.Names;

    /// <summary>The one answer.</summary>
    /// <param name="answers">One per model, in their order; null for a model that failed.</param>
    public Consensus Combine(IReadOnlyList<CalibratedAnswer?> answers)
    {
        var mean = Array.TrueForAll(places, place => place.Length > 0) && answers.Any(answer => answer is not null) ? MeanOf(answers) : [];
        var apart = new Consensus { Disagreement = DisagreementOf(answers, mean), Probabilities = mean };
        var said = agreement.Rule == AgreementRule.Mean ? LikeliestOf(mean) : MostNamedOf(answers);
        var votes = answers.Count(answer => answer is not null && answer.Said == said);
        var needed = agreement.Rule == AgreementRule.Mean ? 1 : agreement.Votes ?? answers.Count;
        return said is null || votes < needed
            ? apart
            : apart with { Said = said, Carrier = FirstWith(answers, said), Score = ScoreOf(answers, said), Votes = votes };
    }

    /// <summary>The most probable classes of a consensus, falling; of equal ones the class that is listed first.</summary>
    public IReadOnlyList<LabelScore> Top(Consensus consensus, int count)
    {
        var probabilities = consensus.Probabilities.ToArray();
        return [.. probabilities.Index().OrderByDescending(one => one.Item).Take(count).Select(one => new LabelScore(Classes[one.Index], one.Item))];
    }

    private double[] MeanOf(IReadOnlyList<CalibratedAnswer?> answers)
    {
        var mean = new double[classes.Names.Count];
        for (var model = 0; model < answers.Count; model++)
        {
            var probabilities = answers[model] is { } answer ? answer.Probabilities.Span : [];
            for (var i = 0; i < probabilities.Length; i++)
            {
                mean[places[model][i]] += probabilities[i] / answers.Count;
            }
        }

        return mean;
    }

    private string? LikeliestOf(double[] mean) => mean.Length > 0 && mean.Max() > 0 ? Classes[Array.IndexOf(mean, mean.Max())] : null;

    private string? MostNamedOf(IReadOnlyList<CalibratedAnswer?> answers)
    {
        if (answers.Count == 1)
        {
            return answers[0]?.Said;
        }

        return answers.OfType<CalibratedAnswer>().GroupBy(answer => answer.Said, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenByDescending(group => ScoreOf(answers, group.Key)).FirstOrDefault()?.Key;
    }

    private double ScoreOf(IReadOnlyList<CalibratedAnswer?> answers, string said)
    {
        var sum = 0.0;
        for (var model = 0; model < answers.Count; model++)
        {
            sum += answers[model] is { } answer ? ProbabilityOf(answer, model, said) : 0;
        }

        return sum / answers.Count;
    }

    private double ProbabilityOf(CalibratedAnswer answer, int model, string said)
    {
        if (answer.Said == said)
        {
            return answer.Confidence;
        }

        var place = classes.TryGetIndex(said, out var index) ? Array.IndexOf(places[model], index) : -1;
        return place >= 0 && place < answer.Probabilities.Length ? answer.Probabilities.Span[place] : 0;
    }

    private static int FirstWith(IReadOnlyList<CalibratedAnswer?> answers, string said)
    {
        var model = 0;
        while (answers[model]?.Said != said)
        {
            model++;
        }

        return model;
    }

    private static double? DisagreementOf(IReadOnlyList<CalibratedAnswer?> answers, double[] mean)
    {
        CalibratedAnswer[] given = [.. answers.OfType<CalibratedAnswer>()];
        return given.Length < 2 ? null : mean.Length > 0 ? DivergenceOf(given, mean, answers.Count) : ShareOfPairsApart(given);
    }

    // Entropy of the mean of those that answered − mean of their entropies.
    private static double DivergenceOf(CalibratedAnswer[] given, double[] mean, int models)
    {
        var scale = (double)models / given.Length;
        var divergence = mean.Sum(probability => Entropy(probability * scale)) - given.Average(answer => EntropyOf(answer.Probabilities.Span));
        return Math.Clamp(divergence / Math.Log(given.Length), 0, 1);
    }

    private static double EntropyOf(ReadOnlySpan<double> probabilities)
    {
        var sum = 0.0;
        foreach (var probability in probabilities)
        {
            sum += Entropy(probability);
        }

        return sum;
    }

    private static double Entropy(double probability) => probability > 0 ? -probability * Math.Log(probability) : 0;

    private static double ShareOfPairsApart(CalibratedAnswer[] given)
    {
        var alike = given.GroupBy(answer => answer.Said, StringComparer.Ordinal).Sum(group => (double)group.Count() * (group.Count() - 1));
        return 1 - (alike / ((double)given.Length * (given.Length - 1)));
    }
}

using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Classification.Internal;

namespace Winnow.Core.Metrics.Classification;

/// <summary>Collects the probabilities of all classes: top-k accuracy, log loss, Brier score, ROC-AUC and average precision.</summary>
/// <remarks>
/// The classes and their order are fixed. Probabilities of an item are from 0 to 1 and sum to 1 within <see cref="SumTolerance"/>. (scikit-learn's
/// <c>roc_auc_score</c> throws beyond 10⁻⁵, its <c>log_loss</c> takes any sum.)
/// <list type="bullet">
/// <item>Top-k (<c>top_k_accuracy_score</c>, 1.2.1): of equal probabilities the class later in the list comes first. Only k below the number of
/// classes has a score; its special rule for k = 1 of two classes (above 0.5) is not taken over.</item>
/// <item>Log loss (<c>log_loss</c>, 1.2.1, natural logarithm): probabilities are clipped to [ε, 1 − ε] with ε = 2⁻⁵² (<c>eps="auto"</c> for
/// doubles) and then divided by their sum.</item>
/// <item>Brier score: the sum over classes of Brier (1950), 0 to 2, of the probabilities as they are. For two classes it is twice scikit-learn's
/// <c>brier_score_loss</c>.</item>
/// <item>ROC-AUC and average precision: one class against the rest, macro, also weighted by support. A class without items, or with all of them,
/// has no ROC-AUC (scikit-learn throws), and one without items no average precision (it warns and counts 0): they are left out of the mean, and
/// the signature says how many. Of two classes the second is the positive one, and its value is the score.</item>
/// </list>
/// Losses are summed as whole multiples of 10⁻¹⁵, the rest is counted: merging is exact, in any order. Memory: 16 bytes per distinct probability
/// of a class (see <see cref="RankAccumulator"/>), up to <see cref="MaxRankedScores"/> of them; beyond, the rankings are dropped and ROC-AUC and
/// average precision are null, with that limit in their signature.
/// </remarks>
public sealed class ProbabilityAccumulator
{
    /// <summary>How far the probabilities of an item may sum from 1.</summary>
    public const double SumTolerance = 1e-3;

    /// <summary>The limit of <see cref="MaxRankedScores"/> when none is given: about 320 MB.</summary>
    public const long DefaultMaxRankedScores = 20_000_000;

    private const double Epsilon = 1.0 / (1L << 52);
    private readonly ClassList classes;
    private readonly ClassRankings rankings;
    private readonly long[] ranks;
    private readonly bool[] isTrue;

    /// <param name="classes">Two or more, each once.</param>
    /// <param name="topK">The k of the top-k accuracies, 1 or more; default 3 and 5.</param>
    /// <param name="maxRankedScores">See <see cref="MaxRankedScores"/>.</param>
    /// <exception cref="ArgumentException">A class is listed twice, there are fewer than two, or a k is below 1.</exception>
    public ProbabilityAccumulator(IReadOnlyList<string> classes, IReadOnlyList<int>? topK = null, long maxRankedScores = DefaultMaxRankedScores)
        : this(classes, topK ?? [3, 5], maxRankedScores, default, new long[classes.Count], null)
    {
    }

    /// <summary>Continues from serialised numbers.</summary>
    [JsonConstructor]
    public ProbabilityAccumulator(
        IReadOnlyList<string> classes, IReadOnlyList<int> topK, long maxRankedScores, ProbabilitySums sums, IReadOnlyList<long> ranks,
        IReadOnlyList<RankAccumulator>? rankings)
    {
        this.classes = new(classes, atLeast: 2);
        this.rankings = new(Classes, maxRankedScores, sums.Items, rankings);
        if (topK.Any(k => k < 1))
        {
            throw new ArgumentException($"Top-{topK.Min()} is no accuracy; k is 1 or more.", nameof(topK));
        }

        if (ranks.Count != classes.Count)
        {
            throw new ArgumentException($"{ranks.Count} ranks were given for {classes.Count} classes.", nameof(ranks));
        }

        TopK = [.. topK.Distinct().Order()];
        this.ranks = [.. ranks];
        Sums = sums;
        isTrue = new bool[classes.Count];
    }

    public IReadOnlyList<string> Classes => classes.Labels;

    public IReadOnlyList<int> TopK { get; }

    /// <summary>The most scores (items × classes) that are kept for ROC-AUC and average precision.</summary>
    public long MaxRankedScores => rankings.MaxScores;

    public ProbabilitySums Sums { get; private set; }

    /// <summary>How often the true class has rank 1, 2, ….</summary>
    public IReadOnlyList<long> Ranks => ranks;

    /// <summary>By class: how its probability ranks the items; for curves and thresholds. Null beyond <see cref="MaxRankedScores"/>.</summary>
    public IReadOnlyList<RankAccumulator>? Rankings => rankings.All;

    [JsonIgnore]
    public long Items => Sums.Items;

    /// <summary>Counts an item.</summary>
    /// <param name="truth">Its class.</param>
    /// <param name="probabilities">Of every class, in the order of <see cref="Classes"/>.</param>
    /// <exception cref="ArgumentException">The class is not listed, or the probabilities are not as the remarks say.</exception>
    public ProbabilityResult Add(string truth, ReadOnlySpan<double> probabilities)
    {
        var index = classes.IndexOf(truth);
        var sum = classes.Check(probabilities);
        if (Math.Abs(sum - 1) > SumTolerance)
        {
            throw new ArgumentException($"The probabilities sum to {sum}; they must sum to 1 within {SumTolerance}.", nameof(probabilities));
        }

        var result = Judge(index, probabilities);
        Sums += new ProbabilitySums(1, FixedPoint.Of(result.LogLoss), FixedPoint.Of(result.Brier));
        ranks[result.Rank - 1]++;
        isTrue[index] = true;
        rankings.Add(probabilities, isTrue);
        isTrue[index] = false;
        return result;
    }

    /// <exception cref="ArgumentException">The other has other classes, or other settings.</exception>
    public void Merge(ProbabilityAccumulator other)
    {
        if (!TopK.SequenceEqual(other.TopK))
        {
            throw new ArgumentException("Numbers with other top-k accuracies cannot be merged.", nameof(other));
        }

        rankings.Merge(other.rankings);
        Sums += other.Sums;
        for (var i = 0; i < ranks.Length; i++)
        {
            ranks[i] += other.ranks[i];
        }
    }

    /// <summary>ROC-AUC, average precision and best threshold of every class; null beyond <see cref="MaxRankedScores"/>.</summary>
    public IReadOnlyList<ClassRanking>? GetClassRankings() => rankings.Describe();

    /// <summary>All scores by the names of <see cref="ClassificationMetricNames"/>.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        var scores = new Dictionary<string, Score>
        {
            [ClassificationMetricNames.LogLoss] = new(
                FixedPoint.Mean(Sums.LogLoss, Items), "log-loss|natural logarithm|clip:2^-52, then divided by the sum|scikit-learn 1.2.1 semantics"),
            [ClassificationMetricNames.Brier] = new(FixedPoint.Mean(Sums.Brier, Items), "brier|sum over classes, 0 to 2|Brier 1950"),
        };
        foreach (var k in TopK.Where(k => k < Classes.Count))
        {
            scores[ClassificationMetricNames.TopAccuracy(k)] = new(
                Items == 0 ? null : (double)ranks.Take(k).Sum() / Items, $"top-{k}-accuracy|ties:later class first|scikit-learn 1.2.1 semantics");
        }

        AddRankScores(scores);
        return scores;
    }

    private static ProbabilityResult Judge(int truth, ReadOnlySpan<double> probabilities)
    {
        var own = probabilities[truth];
        var (clipped, squares, rank) = (0.0, 0.0, 1);
        for (var i = 0; i < probabilities.Length; i++)
        {
            var other = probabilities[i];
            clipped += Clip(other);
            var difference = i == truth ? 1 - other : other;
            squares += difference * difference;
            rank += other > own || (other == own && i > truth) ? 1 : 0;
        }

        return new(-Math.Log(Clip(own) / clipped), squares, rank);
    }

    private static double Clip(double probability) => Math.Clamp(probability, Epsilon, 1 - Epsilon);

    private void AddRankScores(Dictionary<string, Score> scores)
    {
        if (Classes.Count == 2)
        {
            var choices = $"binary|positive class:{Classes[1]}";
            var area = rankings.Score("roc-auc", Rankings?[1].RocAuc(), choices);
            scores[ClassificationMetricNames.RocAuc] = area;
            scores[ClassificationMetricNames.WeightedRocAuc] = area;
            scores[ClassificationMetricNames.AveragePrecision] = rankings.Score("average-precision", Rankings?[1].AveragePrecision(), choices);
            return;
        }

        scores[ClassificationMetricNames.RocAuc] = rankings.Average("roc-auc", ranking => ranking.RocAuc(), isWeighted: false);
        scores[ClassificationMetricNames.WeightedRocAuc] = rankings.Average("roc-auc", ranking => ranking.RocAuc(), isWeighted: true);
        scores[ClassificationMetricNames.AveragePrecision] =
            rankings.Average("average-precision", ranking => ranking.AveragePrecision(), isWeighted: false);
    }
}

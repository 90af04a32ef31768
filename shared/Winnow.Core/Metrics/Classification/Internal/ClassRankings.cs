namespace Winnow.Core.Metrics.Classification.Internal;

/// <summary>One ranking per class, until there are more scores than allowed: then none, for good.</summary>
internal sealed class ClassRankings
{
    private readonly IReadOnlyList<string> classes;
    private RankAccumulator[]? rankings;

    /// <param name="classes">The classes, in order.</param>
    /// <param name="maxScores">The most scores (items × classes) to keep.</param>
    /// <param name="items">Items that were counted already.</param>
    /// <param name="rankings">Their rankings; null: they were too many, or there are none yet.</param>
    public ClassRankings(IReadOnlyList<string> classes, long maxScores, long items, IReadOnlyList<RankAccumulator>? rankings)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxScores);
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        if (rankings is not null && rankings.Count != classes.Count)
        {
            throw new ArgumentException($"{rankings.Count} rankings were given for {classes.Count} classes.", nameof(rankings));
        }

        (this.classes, MaxScores, Items) = (classes, maxScores, items);
        this.rankings = rankings is null && items == 0 ? [.. classes.Select(_ => new RankAccumulator())] : rankings?.ToArray();
        DropIfTooMany();
    }

    public long MaxScores { get; }

    /// <summary>Items whose scores were given.</summary>
    public long Items { get; private set; }

    /// <summary>By class; null when there are more scores than allowed.</summary>
    public IReadOnlyList<RankAccumulator>? All => rankings;

    /// <summary>Adds an item.</summary>
    public void Add(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive)
    {
        Items++;
        DropIfTooMany();
        for (var i = 0; i < rankings?.Length; i++)
        {
            rankings[i].Add(scores[i], isPositive[i]);
        }
    }

    /// <exception cref="ArgumentException">The others have other classes or another limit.</exception>
    public void Merge(ClassRankings other)
    {
        if (MaxScores != other.MaxScores || !classes.SequenceEqual(other.classes))
        {
            throw new ArgumentException("Rankings of other classes, or with another limit of scores, cannot be merged.", nameof(other));
        }

        Items += other.Items;
        DropIfTooMany();
        for (var i = 0; i < rankings?.Length; i++)
        {
            rankings[i].Merge(other.rankings![i]);
        }
    }

    /// <summary>The scores of every class.</summary>
    public IReadOnlyList<ClassRanking>? Describe() => rankings is null
        ? null
        : [.. rankings.Select((ranking, i) => new ClassRanking(
            classes[i], ranking.Positives, ranking.RocAuc(), ranking.AveragePrecision(), ranking.BestThreshold()))];

    /// <summary>All classes in one ranking: every pair of item and class is one yes-or-no question.</summary>
    public RankAccumulator? Pool()
    {
        if (rankings is null)
        {
            return null;
        }

        var pool = new RankAccumulator();
        foreach (var ranking in rankings)
        {
            pool.Merge(ranking);
        }

        return pool;
    }

    /// <summary>A score with the limit in its signature when it was exceeded.</summary>
    public Score Score(string name, double? value, string choices) => new(
        rankings is null ? null : value,
        rankings is null
            ? $"{name}|not computed: more than {MaxScores} scores (items × classes)"
            : $"{name}|{choices}|exact|scikit-learn 1.2.1 semantics");

    /// <summary>The plain or weighted mean of the classes that have a value; the signature says how many have none.</summary>
    public Score Average(string name, Func<RankAccumulator, double?> value, bool isWeighted)
    {
        var (sum, weights, counted) = (0.0, 0.0, 0);
        foreach (var ranking in rankings ?? [])
        {
            if (value(ranking) is { } given)
            {
                var weight = isWeighted ? ranking.Positives : 1;
                (sum, weights, counted) = (sum + (given * weight), weights + weight, counted + 1);
            }
        }

        var average = isWeighted ? "weighted by support" : "macro";
        return Score(
            name, weights == 0 ? null : sum / weights,
            $"one-vs-rest|average:{average}|classes:{counted} of {classes.Count}, {classes.Count - counted} without positives or negatives left out");
    }

    private void DropIfTooMany()
    {
        if (Items * classes.Count > MaxScores)
        {
            rankings = null;
        }
    }
}

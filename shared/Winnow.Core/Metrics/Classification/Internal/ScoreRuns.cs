namespace Winnow.Core.Metrics.Classification.Internal;

/// <summary>Distinct scores in ascending order, with how many positives and negatives have each; immutable. 16 bytes per distinct score.</summary>
internal sealed class ScoreRuns
{
    private readonly double[] scores;
    private readonly int[] positives;
    private readonly int[] negatives;

    private ScoreRuns(double[] scores, int[] positives, int[] negatives) =>
        (this.scores, this.positives, this.negatives) = (scores, positives, negatives);

    public int Count => scores.Length;

    public ReadOnlySpan<double> Scores => scores;

    public ReadOnlySpan<int> Positives => positives;

    public ReadOnlySpan<int> Negatives => negatives;

    /// <summary>Sorts some scores in place and makes runs of them.</summary>
    /// <param name="scores">Finite.</param>
    /// <param name="counts">For each score how many items have it: above 0 positives, below 0 negatives.</param>
    public static ScoreRuns Of(Span<double> scores, Span<int> counts)
    {
        scores.Sort(counts);
        var builder = new Builder(scores.Length);
        for (var i = 0; i < scores.Length; i++)
        {
            builder.Append(scores[i], Math.Max(0, counts[i]), Math.Max(0, -counts[i]));
        }

        return builder.ToRuns();
    }

    public static ScoreRuns Merge(ScoreRuns left, ScoreRuns right)
    {
        var builder = new Builder(left.Count + right.Count);
        var (l, r) = (0, 0);
        while (l < left.Count || r < right.Count)
        {
            if (r == right.Count || (l < left.Count && left.scores[l] <= right.scores[r]))
            {
                builder.Append(left, l++);
            }
            else
            {
                builder.Append(right, r++);
            }
        }

        return builder.ToRuns();
    }

    /// <summary>Takes runs in ascending order of their score and joins those of equal scores.</summary>
    internal ref struct Builder(int capacity)
    {
        private double[] scores = new double[capacity];
        private int[] positives = new int[capacity];
        private int[] negatives = new int[capacity];
        private int count;

        public void Append(ScoreRuns runs, int index) => Append(runs.scores[index], runs.positives[index], runs.negatives[index]);

        /// <exception cref="OverflowException">More than 2,147,483,647 positives or negatives have one score.</exception>
        public void Append(double score, int positive, int negative)
        {
            if (count == 0 || scores[count - 1] != score)
            {
                scores[count++] = score;
            }

            positives[count - 1] = checked(positives[count - 1] + positive);
            negatives[count - 1] = checked(negatives[count - 1] + negative);
        }

        public ScoreRuns ToRuns()
        {
            Array.Resize(ref scores, count);
            Array.Resize(ref positives, count);
            Array.Resize(ref negatives, count);
            return new(scores, positives, negatives);
        }
    }
}

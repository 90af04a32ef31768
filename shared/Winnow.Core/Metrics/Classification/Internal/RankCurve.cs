namespace Winnow.Core.Metrics.Classification.Internal;

/// <summary>True and false positives at every threshold, from the highest score down; the first entry is the threshold above all scores.</summary>
internal sealed class RankCurve
{
    private readonly ScoreRuns runs;
    private readonly long[] hits;
    private readonly long[] falseAlarms;

    public RankCurve(ScoreRuns runs)
    {
        this.runs = runs;
        (hits, falseAlarms) = (new long[runs.Count + 1], new long[runs.Count + 1]);
        for (var i = 1; i <= runs.Count; i++)
        {
            hits[i] = hits[i - 1] + runs.Positives[^i];
            falseAlarms[i] = falseAlarms[i - 1] + runs.Negatives[^i];
        }
    }

    public int Count => hits.Length;

    public long Positives => hits[^1];

    public long Negatives => falseAlarms[^1];

    public double? Threshold(int index) => index == 0 ? null : runs.Scores[^index];

    public ClassCounts Counts(int index) => new(hits[index], Positives, hits[index] + falseAlarms[index]);

    /// <summary>1 above all scores, as in scikit-learn.</summary>
    public double Precision(int index) => index == 0 ? 1 : Counts(index).Precision;

    public double Recall(int index) => (double)hits[index] / Positives;

    public double FalsePositiveRate(int index) => (double)falseAlarms[index] / Negatives;

    /// <summary>The entry of the lowest score that is at least <paramref name="threshold"/>.</summary>
    public int IndexAt(double threshold)
    {
        var place = runs.Scores.BinarySearch(threshold);
        return runs.Count - (place < 0 ? ~place : place);
    }
}

using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Metrics.Sequences;

/// <summary>Collects gestures and strokes that are classified anew after every time step: how good the last class is, and how early it stood firm.</summary>
/// <remarks>
/// For a sequence of T steps with truth y and classes c₁ … c_T the answer is c_T. Its earliest correct step is the smallest t with
/// c_t = c_{t+1} = … = c_T = y; it exists when the answer is right, and is reported in steps and as the share t/T (1/T to 1, lower is earlier).
/// Mean and median are over the sequences whose answer is right; of an even number the median is the mean of the middle two. Early accuracy at
/// p % is the share of all sequences whose class is right at step ⌈p·T/100⌉: the first at which p % has been seen.
/// The step is the minimum prediction length of Z. Xing, J. Pei and P. S. Yu ("Early classification on time series", Knowledge and Information
/// Systems 31, 2012), with the truth in place of the final prediction; its mean share is the earliness of U. Mori et al. ("Reliable early
/// classification of time series based on discriminating the classes over time", Data Mining and Knowledge Discovery 31, 2017) of a recogniser
/// that knew when to answer. tests/reference/sequences.py states the same in plain Python.
/// Everything is counted in whole numbers: merging is exact, in any order. Memory: 20 to 40 bytes per pair of step and length that occurs.
/// </remarks>
public sealed class SequenceAccumulator
{
    private static readonly int[] s_percents = [25, 50, 75];
    private readonly Dictionary<(int Step, int Length), long> earliest = [];
    private readonly long[] early = new long[s_percents.Length];

    public SequenceAccumulator()
        : this(new(), [], [])
    {
    }

    /// <summary>Continues from serialised counts.</summary>
    /// <exception cref="ArgumentException">A count is of another percentage than 25, 50 or 75, or of a step beyond its length.</exception>
    [JsonConstructor]
    public SequenceAccumulator(
        ClassificationAccumulator answers, IReadOnlyList<EarliestCorrectCount> earliestCorrect, IReadOnlyList<EarlyCount> earlyCorrect)
    {
        Answers = answers;
        foreach (var (step, length, count) in earliestCorrect)
        {
            if (step < 1 || step > length)
            {
                throw new ArgumentException($"Step {step} of {length} does not exist.", nameof(earliestCorrect));
            }

            Count((step, length), count);
        }

        foreach (var (percent, correct) in earlyCorrect)
        {
            var place = Array.IndexOf(s_percents, percent);
            if (place < 0)
            {
                throw new ArgumentException($"Nothing is counted at {percent} %; only at {string.Join(", ", s_percents)} %.", nameof(earlyCorrect));
            }

            early[place] += correct;
        }
    }

    /// <summary>The classification of the answers.</summary>
    public ClassificationAccumulator Answers { get; }

    /// <summary>The sequences whose answer is right, by length and step.</summary>
    public IReadOnlyList<EarliestCorrectCount> EarliestCorrect =>
    [
        .. earliest.Select(pair => new EarliestCorrectCount(pair.Key.Step, pair.Key.Length, pair.Value))
            .OrderBy(count => count.Length).ThenBy(count => count.Step),
    ];

    /// <summary>Sequences that were right at 25, 50 and 75 %.</summary>
    public IReadOnlyList<EarlyCount> EarlyCorrect => [.. s_percents.Select((percent, i) => new EarlyCount(percent, early[i]))];

    [JsonIgnore]
    public long Items => Answers.Items;

    /// <summary>Counts a sequence.</summary>
    /// <param name="truth">Its class.</param>
    /// <param name="predicted">The class after every time step, in order; one or more.</param>
    /// <param name="confidence">Probability of the last class, 0 to 1; null: the model gave none.</param>
    /// <exception cref="ArgumentException">There is no step, or the confidence is not from 0 to 1.</exception>
    public SequenceResult Add(string truth, IReadOnlyList<string> predicted, double? confidence = null)
    {
        if (predicted.Count == 0)
        {
            throw new ArgumentException("A sequence has one time step or more; 0 were given.", nameof(predicted));
        }

        var isCorrect = Answers.Add(truth, predicted[^1], confidence);
        CountEarly(truth, predicted);
        if (!isCorrect)
        {
            return new(predicted.Count, null);
        }

        var step = EarliestStep(truth, predicted);
        Count((step, predicted.Count), 1);
        return new(predicted.Count, step);
    }

    public void Merge(SequenceAccumulator other)
    {
        Answers.Merge(other.Answers);
        foreach (var (key, count) in other.earliest)
        {
            Count(key, count);
        }

        for (var i = 0; i < early.Length; i++)
        {
            early[i] += other.early[i];
        }
    }

    /// <summary>The scores of the answers, and those of <see cref="SequenceMetricNames"/>.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        const string Over = "over sequences answered right|Xing et al. 2012, Mori et al. 2017";
        var scores = new Dictionary<string, Score>(Answers.GetScores());
        var shares = Summarise(count => (double)count.Step / count.Length);
        var steps = Summarise(count => count.Step);
        scores[SequenceMetricNames.EarliestCorrectShare] = new(shares.Mean, $"earliest-correct-share|step/length|mean|{Over}");
        scores[SequenceMetricNames.MedianEarliestCorrectShare] = new(shares.Median, $"earliest-correct-share|step/length|median|{Over}");
        scores[SequenceMetricNames.EarliestCorrectSteps] = new(steps.Mean, $"earliest-correct-steps|mean|{Over}");
        scores[SequenceMetricNames.MedianEarliestCorrectSteps] = new(steps.Median, $"earliest-correct-steps|median|{Over}");
        foreach (var (percent, correct) in EarlyCorrect)
        {
            scores[SequenceMetricNames.EarlyAccuracy(percent)] = new(
                Items == 0 ? null : (double)correct / Items, $"early-accuracy|at step ceil({percent} % of length)|correct/items");
        }

        return scores;
    }

    private static int EarliestStep(string truth, IReadOnlyList<string> predicted)
    {
        var step = predicted.Count;
        while (step > 1 && predicted[step - 2] == truth)
        {
            step--;
        }

        return step;
    }

    private void CountEarly(string truth, IReadOnlyList<string> predicted)
    {
        for (var i = 0; i < s_percents.Length; i++)
        {
            var step = (int)((((long)predicted.Count * s_percents[i]) + 99) / 100); // rounded up
            early[i] += predicted[step - 1] == truth ? 1 : 0;
        }
    }

    private (double? Mean, double? Median) Summarise(Func<EarliestCorrectCount, double> value)
    {
        var values = EarliestCorrect.Select(count => (Value: value(count), count.Count)).OrderBy(pair => pair.Value).ToArray();
        var total = values.Sum(pair => pair.Count);
        return total == 0
            ? (null, null)
            : (values.Sum(pair => pair.Value * pair.Count) / total, (ValueAt(values, (total - 1) / 2) + ValueAt(values, total / 2)) / 2);
    }

    // The value at a place, from 0, among all sequences.
    private static double ValueAt((double Value, long Count)[] values, long place)
    {
        var i = 0;
        while (place >= values[i].Count)
        {
            place -= values[i++].Count;
        }

        return values[i].Value;
    }

    private void Count((int Step, int Length) key, long count) => CollectionsMarshal.GetValueRefOrAddDefault(earliest, key, out _) += count;
}

namespace Winnow.Core.Slices.Internal;

/// <summary>Checks and reads the probabilities that a model gives to all classes of one item.</summary>
internal static class Probabilities
{
    public const int MaxClasses = 1000;

    // What the reference implementation takes for equal.
    public const double Slack = 1e-6;

    /// <exception cref="ArgumentException">Lengths do not match, or a label or probability is out of range.</exception>
    public static void Check(int items, ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities, int classes)
    {
        if (classes is < 1 or > MaxClasses)
        {
            throw new ArgumentOutOfRangeException(nameof(classes), classes, $"There are 1 to {MaxClasses} classes.");
        }

        if (labels.Length != items || probabilities.Length != (long)items * classes)
        {
            throw new ArgumentException($"{items} items of {classes} classes were given {labels.Length} labels and {probabilities.Length} probabilities.", nameof(labels));
        }

        foreach (var label in labels)
        {
            if (label < 0 || label >= classes)
            {
                throw new ArgumentOutOfRangeException(nameof(labels), label, $"A label is from 0 to {classes - 1}.");
            }
        }

        foreach (var probability in probabilities)
        {
            if (!(probability is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(probabilities), probability, "A probability is from 0 to 1.");
            }
        }
    }

    /// <summary>The most probable class; of equal ones the first.</summary>
    public static int Greatest(ReadOnlySpan<double> probabilities)
    {
        var best = 0;
        for (var i = 1; i < probabilities.Length; i++)
        {
            best = probabilities[i] > probabilities[best] ? i : best;
        }

        return best;
    }

    /// <summary>Whether the annotated class is the most probable one, or within a millionth of it (and then before it: of equal ones the first).</summary>
    public static bool Agree(int label, ReadOnlySpan<double> probabilities)
    {
        var own = probabilities[label] + Slack;
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (i != label && (probabilities[i] > own || (i < label && probabilities[i] == own)))
            {
                return false;
            }
        }

        return true;
    }

    public static SuspectLabel Describe(string itemId, int label, ReadOnlySpan<double> probabilities)
    {
        var rival = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            rival = i != label ? Math.Max(rival, probabilities[i]) : rival;
        }

        return new(itemId, label, Greatest(probabilities), (probabilities[label] - rival + 1) / 2);
    }
}

using System.Collections.Frozen;

namespace Winnow.Core.Metrics.Classification.Internal;

/// <summary>A fixed list of classes and the place of each in it.</summary>
internal sealed class ClassList
{
    private readonly FrozenDictionary<string, int> places;

    /// <exception cref="ArgumentException">There are fewer than <paramref name="atLeast"/> classes, or one is listed twice.</exception>
    public ClassList(IReadOnlyList<string> classes, int atLeast)
    {
        var repeated = classes.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (classes.Count < atLeast || repeated is not null)
        {
            var fault = repeated is null ? $"{classes.Count} classes are too few; {atLeast} are needed" : $"The class '{repeated}' is listed twice";
            throw new ArgumentException($"{fault}.", nameof(classes));
        }

        Labels = [.. classes];
        places = Labels.Index().ToFrozenDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Labels { get; }

    /// <exception cref="ArgumentException">The class is not listed.</exception>
    public int IndexOf(string label) => places.TryGetValue(label, out var index)
        ? index
        : throw new ArgumentException($"'{label}' is not one of the {Labels.Count} classes.", nameof(label));

    /// <summary>Checks that every class has a probability from 0 to 1, and returns their sum.</summary>
    /// <exception cref="ArgumentException">There are more or fewer than classes, or one is not from 0 to 1.</exception>
    public double Check(ReadOnlySpan<double> probabilities)
    {
        if (probabilities.Length != Labels.Count)
        {
            throw new ArgumentException($"{probabilities.Length} probabilities were given for {Labels.Count} classes.", nameof(probabilities));
        }

        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            sum += probabilities[i] is >= 0 and <= 1
                ? probabilities[i]
                : throw new ArgumentOutOfRangeException(
                    nameof(probabilities), probabilities[i], $"The probability of '{Labels[i]}' is not from 0 to 1.");
        }

        return sum;
    }
}

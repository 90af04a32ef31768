using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Winnow.Core.Labels;

/// <summary>Probabilities by class over a list of classes that many items share: a dictionary at four bytes a class.</summary>
public sealed class ProbabilityDictionary : IReadOnlyDictionary<string, double>
{
    private readonly ClassIndex classes;
    private readonly float[] values;

    /// <param name="classes">The classes.</param>
    /// <param name="values">One probability per class, in their order.</param>
    /// <exception cref="ArgumentException">There are not as many values as classes.</exception>
    public ProbabilityDictionary(ClassIndex classes, float[] values)
    {
        if (values.Length != classes.Names.Count)
        {
            throw new ArgumentException($"There are {values.Length} values for {classes.Names.Count} classes.", nameof(values));
        }

        (this.classes, this.values) = (classes, values);
    }

    /// <summary>The classes, in the order of <see cref="Span"/>.</summary>
    public ClassIndex Classes => classes;

    /// <summary>The probabilities in the order of the classes.</summary>
    public ReadOnlySpan<float> Span => values;

    public IEnumerable<string> Keys => classes.Names;

    public IEnumerable<double> Values => values.Select(value => (double)value);

    public int Count => values.Length;

    public double this[string key] => values[classes[key]];

    public bool ContainsKey(string key) => classes.TryGetIndex(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        var isKnown = classes.TryGetIndex(key, out var index);
        value = isKnown ? values[index] : 0;
        return isKnown;
    }

    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() =>
        classes.Names.Select((name, i) => KeyValuePair.Create(name, (double)values[i])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

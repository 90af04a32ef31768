using System.Runtime.InteropServices;
using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Slices;

/// <summary>Collects the attributes of items, row by row: what slices are made of.</summary>
/// <remarks>
/// Text attributes are encoded by a dictionary: per row and attribute one byte (two with more than 256 values); numbers take eight and are binned
/// at the end by <see cref="NumericBinner"/>. An attribute with more than 65,536 distinct values is an identifier: it is closed, takes no memory from
/// then on, and is named in <see cref="ClosedAttributes"/>. A missing or empty value is a value of its own, <see cref="Missing"/>.
/// </remarks>
public sealed class AttributeTable
{
    /// <summary>Stands for no value.</summary>
    public const string Missing = "(none)";

    /// <summary>Stands for all values of an attribute but its most frequent ones.</summary>
    public const string Other = "(other)";

    /// <summary>Distinct values above which only the most frequent ones are kept.</summary>
    public const int MaxValues = 255;

    /// <summary>How many are kept then.</summary>
    public const int KeptValues = 50;

    private readonly TextColumn[] texts;
    private readonly (string Name, List<double> Values)[] numbers;

    /// <param name="texts">Names of attributes whose values are texts.</param>
    /// <param name="numbers">Names of attributes whose values are numbers.</param>
    /// <exception cref="ArgumentException">A name is there twice.</exception>
    public AttributeTable(IReadOnlyList<string> texts, IReadOnlyList<string> numbers)
    {
        this.texts = [.. texts.Select(name => new TextColumn(name))];
        this.numbers = [.. numbers.Select(name => (name, new List<double>()))];
        var twice = texts.Concat(numbers).GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new ArgumentException($"The attribute '{twice}' was given twice.", nameof(texts));
        }
    }

    public int Rows { get; private set; }

    /// <summary>Attributes with too many values to be of use.</summary>
    public IReadOnlyList<string> ClosedAttributes => [.. texts.Where(column => column.IsClosed).Select(column => column.Name)];

    /// <summary>Adds an item.</summary>
    /// <param name="textValues">Its texts, in the order of their names; null or empty where missing.</param>
    /// <param name="numberValues">Its numbers, in the order of their names; null where missing.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than names, or a number is not finite.</exception>
    public void AddRow(ReadOnlySpan<string?> textValues, ReadOnlySpan<double?> numberValues)
    {
        if (textValues.Length != texts.Length || numberValues.Length != numbers.Length)
        {
            throw new ArgumentException(
                $"A row has {texts.Length} texts and {numbers.Length} numbers; {textValues.Length} and {numberValues.Length} were given.", nameof(textValues));
        }

        foreach (var value in numberValues)
        {
            if (value is { } number && !double.IsFinite(number))
            {
                throw new ArgumentException($"A number is finite; this one is {number}.", nameof(numberValues));
            }
        }

        for (var i = 0; i < texts.Length; i++)
        {
            texts[i].Add(textValues[i]);
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i].Values.Add(numberValues[i] ?? double.NaN);
        }

        Rows++;
    }

    /// <summary>The attributes that are not closed, texts first: what a search takes.</summary>
    /// <param name="bins">Bins of a number.</param>
    public IReadOnlyList<CategoricalColumn> GetColumns(int bins = NumericBinner.DefaultBins) =>
    [
        .. texts.Where(column => !column.IsClosed).Select(column => column.ToColumn(MaxValues, KeptValues)),
        .. numbers.Select(column => Binned(column.Name, column.Values, bins)),
    ];

    private static CategoricalColumn Binned(string name, List<double> values, int bins)
    {
        var binner = NumericBinner.FromQuantiles([.. values.Where(value => !double.IsNaN(value))], bins);
        var missing = binner.Labels.Count;
        var codes = values.ConvertAll(value => (byte)(double.IsNaN(value) ? missing : binner.BinOf(value)));
        return new(name, codes.Contains((byte)missing) ? [.. binner.Labels, Missing] : binner.Labels, CollectionsMarshal.AsSpan(codes));
    }
}

using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Slices;

/// <summary>Collects the attributes of items, row by row: what slices are made of.</summary>
/// <remarks>
/// Text attributes are encoded by a dictionary: per row and attribute one byte (two with more than 256 values); numbers take eight and are binned
/// at the end by <see cref="NumericBinner"/>. An attribute with more than 65,536 distinct values is an identifier: it is closed, takes no memory from
/// then on, and is named in <see cref="ClosedAttributes"/>. A missing or empty value is a value of its own, <see cref="Missing"/>.
/// Merging appends the rows of the other table: rows stand in the order of the merges, and the values and bins of
/// <see cref="GetColumns"/> do not depend on it.
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
        : this(0, [.. texts.Select(name => new EncodedColumn(name, [], [], false, false))], [.. numbers.Select(name => new NumberColumn(name, []))])
    {
    }

    /// <summary>Continues from serialised rows.</summary>
    [JsonConstructor]
    public AttributeTable(int rows, IReadOnlyList<EncodedColumn> texts, IReadOnlyList<NumberColumn> numbers)
    {
        Rows = rows;
        this.texts = [.. texts.Select(column => new TextColumn(column))];
        this.numbers = [.. numbers.Select(column => (column.Name, MemoryMarshal.Cast<byte, double>(column.Values).ToArray().ToList()))];
        var twice = Names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new ArgumentException($"The attribute '{twice}' was given twice.", nameof(texts));
        }
    }

    public int Rows { get; private set; }

    public IReadOnlyList<EncodedColumn> Texts => [.. texts.Select(column => column.Encode())];

    public IReadOnlyList<NumberColumn> Numbers =>
        [.. numbers.Select(column => new NumberColumn(column.Name, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(column.Values)).ToArray()))];

    /// <summary>Attributes with too many values to be of use.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> ClosedAttributes => [.. texts.Where(column => column.IsClosed).Select(column => column.Name)];

    private IEnumerable<string> Names => texts.Select(column => column.Name).Concat(numbers.Select(column => column.Name));

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

    /// <summary>Appends the rows of a table with the same attributes.</summary>
    /// <exception cref="ArgumentException">The attributes differ.</exception>
    public void Merge(AttributeTable other)
    {
        if (texts.Length != other.texts.Length || !Names.SequenceEqual(other.Names, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"A table of [{string.Join(", ", other.Names)}] cannot be merged into one of [{string.Join(", ", Names)}].", nameof(other));
        }

        for (var i = 0; i < texts.Length; i++)
        {
            texts[i].Append(other.texts[i]);
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i].Values.AddRange(other.numbers[i].Values);
        }

        Rows += other.Rows;
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

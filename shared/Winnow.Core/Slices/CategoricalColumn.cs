namespace Winnow.Core.Slices;

/// <summary>One attribute of all items of a table, as codes into its list of values.</summary>
/// <remarks>At most <see cref="MaxValues"/> values, one byte per item. Values are unique and not empty.</remarks>
public sealed class CategoricalColumn
{
    /// <summary>Values that a column can have.</summary>
    public const int MaxValues = 256;

    private readonly byte[] codes;

    /// <param name="name">The attribute.</param>
    /// <param name="values">Its values.</param>
    /// <param name="codes">Per item the index of its value.</param>
    /// <exception cref="ArgumentException">There are too many values, or a code is none of them.</exception>
    public CategoricalColumn(string name, IReadOnlyList<string> values, ReadOnlySpan<byte> codes)
    {
        if (values.Count > MaxValues)
        {
            throw new ArgumentException($"'{name}' has {values.Count} values; at most {MaxValues} are possible.", nameof(values));
        }

        foreach (var code in codes)
        {
            if (code >= values.Count)
            {
                throw new ArgumentException($"Code {code} of '{name}' is not below {values.Count}, the number of its values.", nameof(codes));
            }
        }

        (Name, Values, this.codes) = (name, values, codes.ToArray());
    }

    public string Name { get; }

    public IReadOnlyList<string> Values { get; }

    public ReadOnlySpan<byte> Codes => codes;
}

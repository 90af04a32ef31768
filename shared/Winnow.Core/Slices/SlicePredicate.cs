namespace Winnow.Core.Slices;

/// <summary>That an attribute of an item has a value.</summary>
public readonly record struct SlicePredicate(string Attribute, string Value)
{
    /// <summary>As people read it: <c>truth = cat</c>, <c>bytes &lt;= 300</c>, <c>width in (20, 40]</c>.</summary>
    public override string ToString() => Value switch
    {
        ['<', '=', ' ', ..] or ['>', ' ', ..] => $"{Attribute} {Value}",
        ['(', .., ']'] => $"{Attribute} in {Value}",
        _ => $"{Attribute} = {Value}",
    };
}

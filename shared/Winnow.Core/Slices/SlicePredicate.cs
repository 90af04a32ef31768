namespace Winnow.Core.Slices;

/// <summary>That an attribute of an item has a value.</summary>
public readonly record struct SlicePredicate(string Attribute, string Value)
{
    public override string ToString() => $"{Attribute}={Value}";
}

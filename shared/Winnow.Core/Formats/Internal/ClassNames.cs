namespace Winnow.Core.Formats.Internal;

/// <summary>The classes that labels may use: those of the dataset, or any when it has none.</summary>
internal sealed class ClassNames(IReadOnlyList<string> classes)
{
    private const int ShownClasses = 20;

    private readonly HashSet<string> names = [.. classes];

    public bool Allows(string label) => names.Count == 0 || names.Contains(label);

    public bool Has(string label) => names.Contains(label);

    /// <summary>Why a label is refused.</summary>
    public string Problem(string label)
    {
        var shown = string.Join(", ", classes.Take(ShownClasses).Select(name => $"'{name}'"));
        var more = classes.Count <= ShownClasses ? "" : $" and {classes.Count - ShownClasses:N0} more";
        return $"The dataset has no class '{label}'; it has {shown}{more}.";
    }
}

namespace Winnow.Core.Ingestion;

/// <summary>The names of splits: three of them have other spellings, any other name stands for itself.</summary>
/// <remarks>The convention of Hugging Face <c>imagefolder</c>: <c>train</c>, <c>validation</c> (or <c>val</c>, <c>valid</c>) and <c>test</c>, in any case.</remarks>
public static class Splits
{
    /// <summary>The split that a file's folder assigns to it: the first segment of its path within a dataset; null when that is not one of the three.</summary>
    public static string? Of(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? null : Known(path.AsSpan(0, slash));
    }

    /// <summary>The name by which a split is kept: folders, annotations, queries and policies all call it by this one.</summary>
    public static string? Canonical(string? split) => split is null ? null : Known(split) ?? split;

    private static string? Known(ReadOnlySpan<char> name) =>
        name.Equals("train", StringComparison.OrdinalIgnoreCase) ? "train"
        : name.Equals("test", StringComparison.OrdinalIgnoreCase) ? "test"
        : name.Equals("validation", StringComparison.OrdinalIgnoreCase)
            || name.Equals("val", StringComparison.OrdinalIgnoreCase)
            || name.Equals("valid", StringComparison.OrdinalIgnoreCase) ? "validation"
        : null;
}

namespace Winnow.Core.Ingestion;

/// <summary>The split that a file's folder assigns to it.</summary>
/// <remarks>The convention of Hugging Face <c>imagefolder</c>: the first path segment is <c>train</c>, <c>validation</c> (or <c>val</c>, <c>valid</c>) or <c>test</c>.</remarks>
public static class Splits
{
    /// <summary>The split of a path within a dataset; null when its first folder is not one.</summary>
    public static string? Of(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return null;
        var folder = path.AsSpan(0, slash);
        return folder.Equals("train", StringComparison.OrdinalIgnoreCase) ? "train"
            : folder.Equals("test", StringComparison.OrdinalIgnoreCase) ? "test"
            : folder.Equals("validation", StringComparison.OrdinalIgnoreCase)
                || folder.Equals("val", StringComparison.OrdinalIgnoreCase)
                || folder.Equals("valid", StringComparison.OrdinalIgnoreCase) ? "validation"
            : null;
    }
}

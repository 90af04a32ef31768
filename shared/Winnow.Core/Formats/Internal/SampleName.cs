namespace Winnow.Core.Formats.Internal;

/// <summary>The name of a WebDataset file: the sample it belongs to, and what it is of it.</summary>
/// <param name="Key">Path up to the first dot of the base name.</param>
/// <param name="Extension">What follows that dot; empty where the name has none or starts with it: such a file belongs to no sample.</param>
internal readonly record struct SampleName(string Key, string Extension)
{
    public static SampleName Of(string path)
    {
        var start = path.LastIndexOf('/') + 1;
        var dot = path.IndexOf('.', start);
        return dot <= start ? new(path, "") : new(path[..dot], path[(dot + 1)..]);
    }

    public bool IsAnnotation => Is("cls") || Is("txt") || Is("json");

    /// <summary>Whether it is named as an image.</summary>
    public bool IsImage => Path.GetExtension("." + Extension) is { Length: > 1 } last && ImageExtensions.Contains(last[1..]);

    public bool Is(string extension) => Extension.Equals(extension, StringComparison.OrdinalIgnoreCase);

    private static readonly HashSet<string> ImageExtensions =
        new(["png", "jpg", "jpeg", "jfif", "webp", "gif", "bmp", "dib"], StringComparer.OrdinalIgnoreCase);
}

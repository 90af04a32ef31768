using System.Collections.ObjectModel;

namespace Winnow.Cli.Demo;

/// <summary>An image of the demo with its ground truth.</summary>
/// <param name="Name">File name, relative to the folder of its annotation file.</param>
/// <param name="Content">The encoded image.</param>
/// <param name="Label">Its class; null for lines of text.</param>
/// <param name="Text">Its text; null where the label says all.</param>
public sealed record InputImage(string Name, byte[] Content, string? Label = null, string? Text = null)
{
    public string Split { get; init; } = "test";

    /// <summary>Facts for slices, by name; only CSV says them, and all images of a file have the same names.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}

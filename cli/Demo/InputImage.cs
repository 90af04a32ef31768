namespace Winnow.Cli.Demo;

/// <summary>An image of the demo with its ground truth.</summary>
/// <param name="Name">File name, relative to the folder of its annotation file.</param>
/// <param name="Content">The encoded image.</param>
/// <param name="Label">Its class; null for lines of text.</param>
/// <param name="Text">Its text; null for digits.</param>
public sealed record InputImage(string Name, byte[] Content, string? Label = null, string? Text = null);

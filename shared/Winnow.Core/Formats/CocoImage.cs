namespace Winnow.Core.Formats;

/// <summary>An image as a COCO file lists it.</summary>
/// <param name="Path">Path within the dataset.</param>
/// <param name="Height">In pixels; null when the file does not say.</param>
/// <param name="Width">In pixels; null when the file does not say.</param>
public sealed record CocoImage(string Path, int? Height = null, int? Width = null);

namespace Winnow.Core.Metrics.Detection;

/// <summary>The results of images in the form in which they are stored: the same for the same images, in whatever order they came.</summary>
/// <param name="Classes">Names of classes, ordered (ordinal); rows refer to them by index.</param>
/// <param name="Images">Ids of images, ordered (ordinal).</param>
/// <param name="Detections">For each image the number of its rows (32 bits, little-endian) and a row for each detection that counts.</param>
/// <param name="Truths">The same for the truths.</param>
public sealed record DetectionState(IReadOnlyList<string> Classes, IReadOnlyList<string> Images, byte[] Detections, byte[] Truths);

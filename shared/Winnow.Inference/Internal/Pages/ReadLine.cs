namespace Winnow.Inference.Internal.Pages;

/// <summary>A line of a page, read.</summary>
internal readonly record struct ReadLine(TextRegion Region, string Text, double Confidence);

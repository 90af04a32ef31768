namespace Winnow.Core.Metrics.Tagging;

/// <summary>One tagged sequence against its truth.</summary>
/// <param name="Hits">Entities predicted with the right type, start and end.</param>
/// <param name="Predicted">Entities predicted.</param>
/// <param name="Support">Entities that are there.</param>
/// <param name="CorrectTags">Tags that are equal.</param>
/// <param name="Tags">Tags of the sequence.</param>
public readonly record struct TaggingComparison(long Hits, long Predicted, long Support, long CorrectTags, long Tags);

namespace Winnow.Core.Metrics.Tagging;

/// <summary>Entities of one type.</summary>
/// <param name="Type">The type.</param>
/// <param name="Hits">Predicted with the right start and end.</param>
/// <param name="Predicted">Predicted.</param>
/// <param name="Support">There.</param>
public sealed record EntityCounts(string Type, long Hits, long Predicted, long Support);

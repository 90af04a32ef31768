namespace Winnow.Core.Evaluations.Analysis;

/// <summary>An item whose annotation is probably wrong.</summary>
/// <param name="Item">The item.</param>
/// <param name="Suggested">What it should be, by the model.</param>
/// <param name="Score">How far the annotation can be trusted, 0 (not at all) to 1.</param>
public sealed record AnnotationSuspect(ReportItem Item, string Suggested, double Score);

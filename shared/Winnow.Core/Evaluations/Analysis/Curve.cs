namespace Winnow.Core.Evaluations.Analysis;

/// <summary>A curve of a report: precision over recall of one class.</summary>
/// <param name="Name">The class, or what else it is of.</param>
/// <param name="Area">Average precision.</param>
/// <param name="Points">From low to high recall, at most a hundred or so.</param>
public sealed record Curve(string Name, double? Area, IReadOnlyList<CurvePoint> Points);

using Winnow.Core.Labels;

namespace Winnow.Core.Evaluations;

/// <summary>An object as a report draws it.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Box">Where it is, in pixels.</param>
/// <param name="Outcome"><c>matched</c>, <c>false-positive</c>, <c>missed</c> or <c>ignored</c>.</param>
/// <param name="Score">Of a detection; null for ground truth.</param>
public sealed record DrawnObject(string Label, Box Box, string Outcome, double? Score);

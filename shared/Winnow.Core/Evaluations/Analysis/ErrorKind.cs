namespace Winnow.Core.Evaluations.Analysis;

/// <summary>One kind of error of a detector, after TIDE.</summary>
/// <param name="Kind"><c>class</c>, <c>localisation</c>, <c>both</c>, <c>duplicate</c>, <c>background</c> or <c>missed</c>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Cost">By how much average precision at IoU 0.5 would rise without them.</param>
public sealed record ErrorKind(string Kind, long Count, double Cost);

namespace Winnow.Inference.Internal.Encoding;

/// <summary>A point of a drawing, in the order of time.</summary>
internal readonly record struct StrokePoint(double X, double Y, bool IsStart);

namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>A detection in a ranking: whether it is right.</summary>
internal readonly record struct RankedPoint(int Class, double Score, bool IsRight) : IScoredRow;

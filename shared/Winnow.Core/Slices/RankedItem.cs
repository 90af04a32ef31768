namespace Winnow.Core.Slices;

/// <summary>An item in a ranking.</summary>
/// <param name="ItemId">Which item.</param>
/// <param name="Severity">Ranks first, higher is worse: a loss, a margin.</param>
/// <param name="SecondSeverity">Ranks among equal severities, higher is worse: the confidence of a wrong answer; 0 without need.</param>
/// <param name="Item">What is kept of it.</param>
public sealed record RankedItem<T>(string ItemId, double Severity, double SecondSeverity, T Item);

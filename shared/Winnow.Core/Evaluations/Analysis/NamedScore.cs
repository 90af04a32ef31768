namespace Winnow.Core.Evaluations.Analysis;

/// <summary>Scores of one class, type or step, by name: a row of a table.</summary>
/// <param name="Name">The class or type.</param>
/// <param name="Support">Items or objects of it in the truth.</param>
/// <param name="Scores">By name; null where there is no value.</param>
public sealed record NamedScore(string Name, long Support, IReadOnlyDictionary<string, double?> Scores);

namespace Winnow.Core.Benchmarks;

/// <summary>Who was first on a dataset.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Version">Its version.</param>
/// <param name="Split">The split; null for all items.</param>
/// <param name="Metric">The metric that ranks.</param>
/// <param name="Model">The entry with the best value.</param>
/// <param name="Score">Its value; null when no entry has one.</param>
/// <param name="Low">Lower bound of its interval.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Tied">Entries of the first rank: above 1 when the best cannot be told from others.</param>
public sealed record BoardSummary(
    string Dataset, string Version, string? Split, string Metric, string Model, double? Score, double? Low, double? High, int Tied);

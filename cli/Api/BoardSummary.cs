namespace Winnow.Cli.Api;

/// <summary>Which model was first on a dataset of a benchmark.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Version">Its version.</param>
/// <param name="Split">The split; null: all items.</param>
/// <param name="Metric">The metric that ranks.</param>
/// <param name="Model">The model with the best value.</param>
/// <param name="Score">Its value; null when no model has one.</param>
/// <param name="Low">Lower bound of its confidence interval.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Tied">Models of the first rank: above 1 when the best cannot be told from others.</param>
public sealed record BoardSummary(
    string Dataset, string? Version, string? Split, string Metric, string? Model, double? Score, double? Low, double? High, int Tied);

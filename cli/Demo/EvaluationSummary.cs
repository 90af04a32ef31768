namespace Winnow.Cli.Demo;

/// <summary>The scores of one dataset.</summary>
/// <param name="Metrics">The metrics that are single numbers.</param>
/// <param name="Items">Items that were scored.</param>
/// <param name="Wrong">Of those, how many the model got wrong.</param>
/// <param name="Report">The report on this disk, as an address.</param>
public sealed record EvaluationSummary(IReadOnlyDictionary<string, double> Metrics, long Items, long Wrong, string Report);

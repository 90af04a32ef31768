namespace Winnow.Cli.Demo;

/// <summary>How far one dataset of the demo got, and what is not as it ought to be.</summary>
public sealed record DatasetOutcome(DatasetSummary Summary, IReadOnlyList<string> Problems);

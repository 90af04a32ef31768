namespace Winnow.Cli.Api;

/// <summary>The kinds of runs, by their addresses in the API.</summary>
public static class RunKind
{
    public const string Labellings = "labellings";
    public const string Evaluations = "evaluations";
    public const string Snapshots = "snapshots";
    public const string Imports = "imports";
    public const string Comparisons = "comparisons";
    public const string Benchmarks = "benchmarks";
}

namespace Winnow.Cli.Demo;

/// <summary>One number for each stage.</summary>
public sealed record StageNumbers(double Ingest, double Label, double Evaluate)
{
    /// <summary>Items per second of each stage.</summary>
    public StageNumbers RateOf(long items) => new(Rate(items, Ingest), Rate(items, Label), Rate(items, Evaluate));

    private static double Rate(long items, double seconds) => seconds > 0 ? Math.Round(items / seconds, 1) : 0;
}

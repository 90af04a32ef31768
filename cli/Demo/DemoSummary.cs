namespace Winnow.Cli.Demo;

/// <summary>What the demo did: the JSON of <c>winnow demo --json</c>.</summary>
public sealed record DemoSummary
{
    /// <summary>Every stage completed, every bad file was refused, the counts add up and the scores are sane.</summary>
    public required bool Ok { get; init; }

    /// <summary>What is not as it ought to be.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>As far as each one got.</summary>
    public required IReadOnlyList<DatasetSummary> Datasets { get; init; }

    /// <summary>From the first to the last step, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Most memory that the app used at once, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Address of the app; null when it did not start.</summary>
    public required string? Url { get; init; }
}

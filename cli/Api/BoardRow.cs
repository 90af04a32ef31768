namespace Winnow.Cli.Api;

/// <summary>A model on a board.</summary>
public sealed record BoardRow
{
    /// <summary>From 1 on; those that are tied have the same.</summary>
    public int? Rank { get; init; }

    /// <summary><c>name@version</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The run that scored it.</summary>
    public string? Evaluation { get; init; }

    public double? Score { get; init; }

    /// <summary>Lower bound of the score's confidence interval.</summary>
    public double? Low { get; init; }

    /// <summary>Its upper bound.</summary>
    public double? High { get; init; }

    /// <summary>Whether others have the same rank.</summary>
    public bool IsTied { get; init; }

    /// <summary>Whether the others are compared with it.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>How far it is behind; null of the first.</summary>
    public BoardGap? Gap { get; init; }

    /// <summary>All metrics of the run.</summary>
    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>();

    public IReadOnlyList<GateOutcome> Gates { get; init; } = [];
}

namespace Winnow.Core.Events;

/// <summary>Data of <see cref="EventTypes.EvaluationCompleted"/>: a model was measured.</summary>
public sealed record EvaluationCompleted
{
    public required string Dataset { get; init; }

    public required string Run { get; init; }

    /// <summary><c>name@version</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The split that was evaluated; null for all items.</summary>
    public string? Split { get; init; }

    /// <summary>Items in the scores.</summary>
    public required long Items { get; init; }

    public required long Wrong { get; init; }

    /// <summary>Values by metric; null when there was nothing to compute one from.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    /// <summary>Path of the report at the app's address.</summary>
    public required string Report { get; init; }
}

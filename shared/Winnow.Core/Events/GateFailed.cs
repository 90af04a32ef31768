namespace Winnow.Core.Events;

/// <summary>Data of <see cref="EventTypes.GateFailed"/>: an evaluation did not pass a gate.</summary>
public sealed record GateFailed
{
    public required string Dataset { get; init; }

    /// <summary>The evaluation.</summary>
    public required string Run { get; init; }

    /// <summary><c>name@version</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The rule, as it was written.</summary>
    public required string Gate { get; init; }

    /// <summary>What was measured; null for a rule about no metric.</summary>
    public string? Metric { get; init; }

    public double? Value { get; init; }

    public double? Limit { get; init; }

    /// <summary>For people: what was measured, and what the rule wanted.</summary>
    public required string Reason { get; init; }
}

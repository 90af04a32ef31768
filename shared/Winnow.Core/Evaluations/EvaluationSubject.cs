namespace Winnow.Core.Evaluations;

/// <summary>What a report is about, beside its numbers.</summary>
public sealed record EvaluationSubject
{
    public required string Id { get; init; }

    public required string Dataset { get; init; }

    /// <summary><c>name@version</c>.</summary>
    public required string Model { get; init; }

    public string? Split { get; init; }

    /// <summary>Names of the metrics, in the report's order.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required EvaluationTimings Timings { get; init; }

    public string? Provider { get; init; }
}

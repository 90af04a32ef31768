namespace Winnow.Cli.Api;

/// <summary>What an evaluation has to do; what is null is as the app has it: all items, all metrics of the task, its own statistics.</summary>
public sealed record EvaluateRequest(string Dataset, string? Model, string? Split = null, IReadOnlyList<string>? Metrics = null, IReadOnlyList<string>? Gates = null)
{
    /// <summary>A version of the dataset.</summary>
    public string? Version { get; init; }

    public string? Task { get; init; }

    public EvaluationQuery? Query { get; init; }

    /// <summary>Id of the run to compare with.</summary>
    public string? Baseline { get; init; }

    /// <summary><c>skip</c>, <c>empty</c> or <c>fail</c>.</summary>
    public string? Missing { get; init; }

    /// <summary>The attribute whose groups are resampled as a whole.</summary>
    public string? GroupBy { get; init; }

    /// <summary>The attributes by whose values items are sliced.</summary>
    public IReadOnlyList<string>? SliceBy { get; init; }

    public double? Level { get; init; }

    public int? Resamples { get; init; }

    public int? Seed { get; init; }

    public bool? FindLeaks { get; init; }

    /// <summary>Image generation: the dataset of real images.</summary>
    public string? Reference { get; init; }
}

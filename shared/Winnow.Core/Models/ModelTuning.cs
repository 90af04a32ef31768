namespace Winnow.Core.Models;

/// <summary>How a model runs fastest on one kind of machine, as measured there.</summary>
public sealed record ModelTuning
{
    /// <summary>The kind of machine: a-z, 0-9 and '-'.</summary>
    public required string Machine { get; init; }

    /// <summary>What ran the model: <c>cpu</c>, <c>cuda</c>, <c>tensorrt</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The way that was chosen; settings come before it.</summary>
    public required ModelBatch Batch { get; init; }

    /// <summary>Of the way that was chosen.</summary>
    public required double ItemsPerSecond { get; init; }

    /// <summary>Everything that was tried, in this order.</summary>
    public required IReadOnlyList<TuningTrial> Trials { get; init; }

    public required DateTimeOffset MeasuredAt { get; init; }
}

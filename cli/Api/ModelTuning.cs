namespace Winnow.Cli.Api;

/// <summary>How a model runs fastest where the app runs.</summary>
public sealed record ModelTuning : ApiObject
{
    public string? Machine { get; init; }

    public string? Provider { get; init; }

    public required ModelBatch Batch { get; init; }

    public double ItemsPerSecond { get; init; }

    /// <summary>Everything that was tried.</summary>
    public IReadOnlyList<TuningTrial> Trials { get; init; } = [];
}

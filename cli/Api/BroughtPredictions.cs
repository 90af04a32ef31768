namespace Winnow.Cli.Api;

/// <summary>Predictions that were brought to a dataset.</summary>
public sealed record BroughtPredictions : ApiObject
{
    /// <summary><c>name@version</c>.</summary>
    public required string Model { get; init; }

    public string? Task { get; init; }

    public ImportCounts Counts { get; init; } = new();

    public DateTimeOffset? ImportedAt { get; init; }

    /// <summary>The import.</summary>
    public string? Run { get; init; }
}

namespace Winnow.Cli.Api;

/// <summary>How a model does where the app runs.</summary>
public sealed record ModelCheck : ApiObject
{
    /// <summary>The model, <c>name@version</c>.</summary>
    public required string Model { get; init; }

    public string? Provider { get; init; }

    public string? FallbackReason { get; init; }

    /// <summary>The file of the sample; null when the card has none.</summary>
    public string? Sample { get; init; }

    /// <summary>What it says otherwise than the card expects.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];
}

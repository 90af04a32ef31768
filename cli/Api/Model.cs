namespace Winnow.Cli.Api;

/// <summary>A model of the registry.</summary>
public sealed record Model : ApiObject
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public string? Task { get; init; }

    public DateTimeOffset? RegisteredAt { get; init; }
}

namespace Winnow.Cli.Api;

/// <summary>A refused file, archive entry or annotation row.</summary>
public sealed record QuarantineEntry : ApiObject
{
    public required string Name { get; init; }

    public required string Code { get; init; }

    public required string Reason { get; init; }
}

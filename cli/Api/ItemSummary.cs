namespace Winnow.Cli.Api;

/// <summary>An item as a query returns it.</summary>
public sealed record ItemSummary : ApiObject
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Label { get; init; }

    public string? Text { get; init; }

    public double? Confidence { get; init; }

    public string? Model { get; init; }

    public double? Disagreement { get; init; }

    public string? Split { get; init; }

    public string? State { get; init; }
}

namespace Winnow.Cli.Api;

/// <summary>An error as the API sends it (RFC 9457).</summary>
public sealed record Problem : ApiObject
{
    public string? Title { get; init; }

    public int? Status { get; init; }

    public string? Detail { get; init; }

    public string? Code { get; init; }
}

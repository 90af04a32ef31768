namespace Winnow.Cli.Api;

/// <summary>What an import of predictions came to.</summary>
public sealed record ImportResult
{
    public string? Model { get; init; }

    public string? Task { get; init; }

    public ImportCounts Counts { get; init; } = new();

    /// <summary>The first refused rows, with reasons.</summary>
    public IReadOnlyList<QuarantineEntry> Refusals { get; init; } = [];
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Winnow.Cli.Api;

/// <summary>A run of any kind.</summary>
public sealed record RunStatus : ApiObject
{
    public required string Id { get; init; }

    /// <summary><c>labelling</c>, <c>evaluation</c>, <c>import</c>, …</summary>
    public required string Kind { get; init; }

    /// <summary><c>pending</c>, <c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    public RunProgress? Progress { get; init; }

    /// <summary>What it made; null until it completed.</summary>
    public JsonElement? Result { get; init; }

    public RunError? Error { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? LastUpdatedAt { get; init; }

    [JsonIgnore]
    public bool IsEnded => Status is "completed" or "failed" or "cancelled";

    /// <summary>Seconds from the request to the last thing that it did; 0 when the app does not say.</summary>
    [JsonIgnore]
    public double Seconds => CreatedAt is { } created && LastUpdatedAt is { } updated ? Math.Max(0, (updated - created).TotalSeconds) : 0;

    /// <summary>What a completed run made.</summary>
    /// <exception cref="CliException">It made nothing.</exception>
    public T ReadResult<T>() =>
        (Result is { } result ? result.Deserialize<T>(Output.Json.Compact) : default)
        ?? throw new CliException("no-result", $"The {Kind} run {Id} has no result: it is {Status}.");
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Winnow.Cli.Api;

/// <summary>A labelling or evaluation run.</summary>
public sealed record RunStatus : ApiObject
{
    public required string Id { get; init; }

    /// <summary><c>labelling</c> or <c>evaluation</c>.</summary>
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
}

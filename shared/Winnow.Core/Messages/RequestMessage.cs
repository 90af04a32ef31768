namespace Winnow.Core.Messages;

/// <summary>A message on queue <c>winnow-requests</c>, before anything about it has been checked.</summary>
/// <param name="MessageId">The idempotency key: the same message twice is one run.</param>
/// <param name="CorrelationId">Returned in the events that the request leads to; null for the message id.</param>
/// <param name="Type">Application property <c>type</c>.</param>
/// <param name="SchemaVersion">Application property <c>schema-version</c>.</param>
/// <param name="Body">JSON.</param>
public sealed record RequestMessage(string? MessageId, string? CorrelationId, string? Type, string? SchemaVersion, ReadOnlyMemory<byte> Body)
{
    /// <summary>Name of the application property with the type.</summary>
    public const string TypeProperty = "type";

    /// <summary>Name of the application property with the version of the schema.</summary>
    public const string SchemaVersionProperty = "schema-version";
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Winnow.Core.Events;

namespace Winnow.Functions.Events;

/// <summary>Writes facts as CloudEvents 1.0 in structured mode (JSON).</summary>
/// <remarks>Source: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md.</remarks>
public static class CloudEvents
{
    /// <summary>Content type of the messages.</summary>
    public const string ContentType = "application/cloudevents+json";

    private const int IdBytes = 16;

    private static readonly CloudEventAttribute s_correlationId = CloudEventAttribute.CreateExtension("correlationid", CloudEventAttributeType.String);
    private static readonly JsonEventFormatter s_formatter = new();

    /// <summary>How the data of events is written: camelCase, without members that are null.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The event of a fact; its id derives from dataset, subject and type.</summary>
    public static OutboxEvent From(EventFact fact)
    {
        var cloudEvent = new CloudEvent(CloudEventsSpecVersion.V1_0, [s_correlationId])
        {
            Id = IdOf(fact),
            Type = fact.Type,
            Source = new Uri($"/winnow/datasets/{fact.Dataset}", UriKind.Relative),
            Subject = fact.Subject,
            Time = fact.At,
            DataContentType = "application/json",
            Data = fact.Data,
            [s_correlationId] = fact.CorrelationId,
        };
        var body = s_formatter.EncodeStructuredModeMessage(cloudEvent, out _);
        return new(cloudEvent.Id, fact.Type, fact.At, fact.CorrelationId, Encoding.UTF8.GetString(body.Span));
    }

    private static string IdOf(EventFact fact) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{fact.Dataset}\n{fact.Subject}\n{fact.Type}")).AsSpan(0, IdBytes));
}
